import { z } from "zod";
import { createCardRenderer } from "../../src/cards/render-card";
import { textsOf } from "../../src/locales/texts";
import { languages, type Language } from "../../src/vocabulary";
import { audienceIn, kit, viewsIn } from "./sample-views";
import { nodesOfType } from "./walk-card";

const render = createCardRenderer(kit);
const Inlines = z.array(z.object({ text: z.string(), color: z.string().optional() }));

function linesOf(language: Language): readonly z.infer<typeof Inlines>[] {
  const view = viewsIn(language)["selfTest"];
  if (view === undefined) throw new Error("no sample of the self-test");
  const card = render(view, audienceIn(language));
  return nodesOfType(card, "RichTextBlock").map(({ inlines }) => Inlines.parse(inlines));
}

describe.each(languages)("the self-test in %s", (language) => {
  const lines = linesOf(language);
  const words = lines.map((runs) => runs.map(({ text }) => text).join(""));

  test("tells what is to be mended before what works, and in colour", () => {
    const signs = words.map((line) => line[0]).filter((sign) => sign === "✕" || sign === "✓");

    expect(signs).toEqual(["✕", "✕", "✕", "✕", "✓", "✓"]);
    for (const [first] of lines.filter((_, index) => words[index]?.startsWith("✕") === true))
      expect(first?.color).toBe("Attention");
  });

  test("tells of what failed only what to look at, and of what was late that it was", () => {
    const say = textsOf(language);

    expect(words).toContain(`✕ ${say("selfTest.token.wrong")}`);
    expect(words).toContain(`✕ ${say("selfTest.edit.wrong")} ${say("selfTest.fault.late")}`);
  });
});
