import type { ProductKit } from "./cards/create-card-kit";
import { createCardRenderer } from "./cards/render-card";
import { createTextRenderer } from "./cards/render-text";
import { renderHandOverFile } from "./hand-over/hand-over-file";
import { listAttachments } from "./records/case-file";
import type { Renderers } from "./teams/replies";

/** What makes cards, texts and hand-over files of views. */
export function createRenderers(kit: ProductKit): Renderers {
  const { renderText, summarise } = createTextRenderer(kit);
  return {
    card: createCardRenderer(kit),
    text: renderText,
    summary: summarise,
    recordFile: ({ record, history, files }, audience) =>
      renderHandOverFile(record, history, { kit, audience, files: listAttachments(files) }),
  };
}
