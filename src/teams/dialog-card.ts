/**
 * A card as a dialog can show it: there only Action.Submit reaches the bot, so each Action.Execute makes room for its
 * stand-in, whose data hold the verb, and nothing refreshes itself.
 */
export function toDialogCard(card: object): object {
  return Object.fromEntries(
    Object.entries(card)
      .filter(([key]) => key !== "refresh")
      .map(([key, value]: readonly [string, unknown]) => [key, replaceExecutes(value)]),
  );
}

function replaceExecutes(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(replaceExecutes);
  if (typeof node !== "object" || node === null) return node;
  if ("type" in node && node.type === "Action.Execute" && "fallback" in node) return node.fallback;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]: readonly [string, unknown]) => [key, replaceExecutes(value)]),
  );
}
