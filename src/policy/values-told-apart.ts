import { type InputId, inputIds, isOneOf } from "../vocabulary";
import { allowedValues } from "./allowed-values";
import type { Edition } from "./edition";

const known = new WeakMap<Edition, ReadonlyMap<InputId, readonly string[]>>();

/** One value of an input for each group of values that no condition of the edition's decision tells apart. */
export function valuesToldApart(edition: Edition, id: InputId): readonly string[] {
  const remembered = known.get(edition) ?? new Map(inputIds.map((input) => [input, pick(edition, input)]));
  known.set(edition, remembered);
  return remembered.get(id) ?? [];
}

function pick(edition: Edition, id: InputId): readonly string[] {
  const lists = listsFor(id, [edition.rows, edition.severity, edition.familyRoutes]);
  const first = new Map<string, string>();
  for (const value of allowedValues(edition, id)) {
    const signature = lists.map((list) => (list.includes(value) ? "1" : "0")).join("");
    if (!first.has(signature)) first.set(signature, value);
  }
  return [...first.values()];
}

/** Every list of values the conditions in this data hold against the input; what rules are cited decides nothing. */
function listsFor(id: InputId, data: unknown): readonly (readonly unknown[])[] {
  if (Array.isArray(data)) return data.flatMap((part) => listsFor(id, part));
  if (typeof data !== "object" || data === null) return [];
  return Object.entries(data).flatMap(([key, part]: readonly [string, unknown]) => {
    if (key === "rules") return [];
    return isOneOf([id], key) && Array.isArray(part) ? [part] : listsFor(id, part);
  });
}
