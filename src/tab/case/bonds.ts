import type { CasePage } from "../api/wire";

type Page = Pick<CasePage, "record" | "related" | "similar">;

/** What one case may say of another, and the case its button names: one is joined to the case that leads the other. */
export interface LinkDeed {
  readonly other: string;
  readonly how: "link" | "join" | "unlink";
  readonly named: string;
}

/** Another case as its row on the page; `title` and `state` are null where the reader may not open it. */
export interface Bond {
  readonly number: string;
  readonly title: string | null;
  readonly who: readonly string[];
  readonly state: CasePage["related"][number]["state"] | null;
  readonly standings: readonly ("related" | "parent" | "named")[];
  readonly deeds: readonly LinkDeed[];
}

/** Every other case the page tells of, once: the one this is a part of, those it is linked with, those that look alike. */
export function bondsOf({ record, related, similar }: Page): readonly Bond[] {
  const alike = similar?.cases ?? [];
  const numbers = [...related.map(({ number }) => number), ...alike.map(({ number }) => number)];
  return [...new Set(numbers)].map((number) => {
    const known = related.find((one) => one.number === number);
    const other = alike.find((one) => one.number === number);
    const isLinked = record.related.includes(number);
    const isParent = record.parent === number;
    const joinTo = other?.joinTo ?? null;
    const isBound = isLinked || isParent;
    return {
      number,
      title: known?.title ?? other?.title ?? null,
      who: other === undefined ? [] : [other.customer, other.technician].filter((name) => name !== ""),
      state: known?.state ?? other?.state ?? null,
      standings: [
        ...(isParent ? (["parent"] as const) : []),
        ...(isLinked ? (["related"] as const) : []),
        ...(!isLinked && other?.standing === "named" ? (["named"] as const) : []),
      ],
      deeds: [
        ...(isBound ? [{ other: number, how: "unlink", named: number } as const] : []),
        ...(!isLinked && other?.standing === "none"
          ? [{ other: number, how: "link", named: number } as const]
          : []),
        ...(joinTo === null ? [] : [{ other: number, how: "join", named: joinTo } as const]),
      ],
    };
  });
}

/** What takes a step back; null where it would not bring back what was before. `page` is as it was before the step. */
export function undoOf({ other, how, named }: LinkDeed, { record, similar }: Page): LinkDeed | null {
  if (how === "link") return { other, how: "unlink", named: other };
  if (how === "join") {
    const isFirst = record.parent === null && !record.related.includes(named);
    return isFirst ? { other: named, how: "unlink", named } : null;
  }
  const isAlike = similar?.cases.some(({ number }) => number === other) === true;
  const wasBoth = record.related.includes(other) && record.parent === other;
  if (!isAlike || wasBoth) return null;
  return { other, how: record.parent === other ? "join" : "link", named: other };
}
