import { make } from "./dom.js";
import type { Texts } from "./texts.js";
import type { PanelStatus } from "./wire.js";

/** What is counted, its count, and the word tests find it by. */
type Counted = readonly [string, number, string];

/** Shows how much went through, and what waits where the bot tells so. */
export function showCounters(box: HTMLElement, { tally, deliveries }: PanelStatus, { counted }: Texts): void {
  const rows = [...countCalls(tally, counted), ...countDeliveries(deliveries, counted)];
  box.replaceChildren(
    ...rows.map(([term, count, id]) => {
      const attributes = { "data-testid": `count-${id}` };
      const parts = [make("dt", { text: term }), make("dd", { text: String(count), attributes })];
      return make("div", {}, ...parts);
    }),
  );
}

function countCalls(tally: PanelStatus["tally"], counted: Texts["counted"]): readonly Counted[] {
  return [
    [counted.calls, tally.all, "calls"],
    [counted.failures, tally.failed, "failures"],
    [counted.posts, tally.post, "posts"],
    [counted.edits, tally.edit, "edits"],
    [counted.members, tally.members, "members"],
    [counted.pages, tally.pagedMembers, "pages"],
  ];
}

function countDeliveries(
  deliveries: PanelStatus["deliveries"],
  counted: Texts["counted"],
): readonly Counted[] {
  return deliveries === null
    ? []
    : [
        [counted.pending, deliveries.pending + deliveries.sending, "pending"],
        [counted.unknown, deliveries.unknown, "unknown"],
        [counted.failed, deliveries.failed, "failed"],
      ];
}
