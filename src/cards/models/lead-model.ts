import type { CardModel } from "../card-model";
import type { RunsModel, TextRun } from "../text-runs";

/** A line between the heading of a card and what it asks. */
export type LeadModel = RunsModel & { readonly spacing: "Small" | "Medium" };

/** The lines close to each other, the first of them clear of the coloured strip of a notice above it. */
export function drawLeads(
  { hasNotice }: CardModel,
  leads: readonly (readonly TextRun[])[],
): readonly LeadModel[] {
  return leads.map((runs, index) => ({ runs, spacing: hasNotice && index === 0 ? "Medium" : "Small" }));
}
