import type { CaseRecord } from "../../records/record";
import { type OpenUrlAction, openUrl } from "../card-model";
import type { Scene } from "../card-kit";
import { run, subtle, type TextRun } from "../text-runs";

/**
 * The way into the tab, with the address written out, so that it can be copied and given to others. It is a line, as
 * there may be no room for a button.
 */
export interface CaseLinkModel {
  readonly hasCaseLink: boolean;
  readonly caseLink: {
    readonly runs: readonly TextRun[];
    readonly open: OpenUrlAction | { readonly type: "none" };
  };
}

/** The link to the case in the tab; nothing where this product has no address. */
export function drawCaseLink({ say, kit }: Scene, { number }: CaseRecord): CaseLinkModel {
  const address = kit.linkToCase?.(number) ?? null;
  if (address === null) return { hasCaseLink: false, caseLink: { runs: [], open: { type: "none" } } };
  const title = `↗ ${say("shared.open")}`;
  return {
    hasCaseLink: true,
    caseLink: {
      runs: [run(`${title}  `, { size: "Small", color: "Accent", weight: "Bolder" }), run(address, subtle)],
      // What is heard begins with what is seen, all of it.
      open: openUrl(`${title} ${address}`, address, false),
    },
  };
}
