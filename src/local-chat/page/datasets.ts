/** The data sets that pickers of a card are filled from, by their ids; the renderer leaves them out below schema 1.6. */
export function findDatasets(card: unknown): ReadonlyMap<string, string> {
  return new Map(walk(card));
}

function walk(node: unknown): readonly (readonly [string, string])[] {
  if (Array.isArray(node)) {
    return node.flatMap(walk);
  }
  if (typeof node !== "object" || node === null) {
    return [];
  }
  const inner = Object.values(node).flatMap(walk);
  const query = "choices.data" in node ? node["choices.data"] : undefined;
  const id = "id" in node ? node.id : undefined;
  const isQuery = typeof query === "object" && query !== null && "dataset" in query;
  return isQuery && typeof query.dataset === "string" && typeof id === "string"
    ? [[id, query.dataset], ...inner]
    : inner;
}
