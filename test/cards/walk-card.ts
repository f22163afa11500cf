import { z } from "zod";

/** An object anywhere in a card. */
export type CardNode = Readonly<Record<string, unknown>>;

/** Every object of a card in reading order, its parent before it. */
export function nodesOf(card: unknown): readonly CardNode[] {
  if (Array.isArray(card)) return card.flatMap(nodesOf);
  if (!isNode(card)) return [];
  return [card, ...Object.values(card).flatMap(nodesOf)];
}

export function nodesOfType(card: unknown, ...types: readonly string[]): readonly CardNode[] {
  return nodesOf(card).filter(({ type }) => typeof type === "string" && types.includes(type));
}

/** The buttons: what stands in an ActionSet. A row that can be pressed as a whole is none. */
export function buttonsOf(card: unknown): readonly CardNode[] {
  return nodesOfType(card, "ActionSet").flatMap(({ actions }) =>
    z.array(z.record(z.string(), z.unknown())).parse(actions),
  );
}

export function executesOf(card: unknown): readonly CardNode[] {
  return nodesOfType(card, "Action.Execute");
}

export function buttonNamed(card: unknown, verb: string): CardNode | undefined {
  return buttonsOf(card).find((button) => button["verb"] === verb);
}

/** The same card with every text, address and value blanked: what is left must not depend on the language. */
export function shapeOf(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(shapeOf);
  if (!isNode(node)) return typeof node;
  const kept = ["type", "id", "verb", "style", "weight", "size", "$when"];
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, kept.includes(key) ? value : shapeOf(value)]),
  );
}

function isNode(value: unknown): value is CardNode {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
