import type { KindCount, Measures } from "./counts";

type Placed = KindCount & { readonly bucket: number };
type GroupOf<Name extends keyof Placed> = Measures & Pick<Placed, Name>;

/**
 * The cases of a period as its sections tell them apart. All that tells cases apart together would make nearly each case of
 * a large desk a group of its own.
 */
export interface KindGroups {
  /** Over time: `bucket` is the place on the axis. */
  readonly severities: readonly GroupOf<"bucket" | "severity">[];
  readonly handlings: readonly GroupOf<"bucket" | "handling">[];
  readonly products: readonly GroupOf<"bucket" | "product">[];
  readonly kinds: readonly GroupOf<"product" | "severity">[];
  readonly outcomes: readonly GroupOf<"outcome" | "handling">[];
  readonly reasons: readonly GroupOf<"edition" | "row">[];
}

/** Adds up counts, each for all of the groups it belongs to. */
export function createKindGroups() {
  const [severities, handlings, products] = [
    createGroups("bucket", "severity"),
    createGroups("bucket", "handling"),
    createGroups("bucket", "product"),
  ];
  const [kinds, outcomes, reasons] = [
    createGroups("product", "severity"),
    createGroups("outcome", "handling"),
    createGroups("edition", "row"),
  ];
  return {
    add(counted: Placed): void {
      for (const groups of [severities, handlings, products, kinds, outcomes, reasons]) groups.add(counted);
    },
    read: (): KindGroups => ({
      ...{ severities: severities.read(), handlings: handlings.read(), products: products.read() },
      ...{ kinds: kinds.read(), outcomes: outcomes.read(), reasons: reasons.read() },
    }),
  };
}

function createGroups<Name extends keyof Placed>(...names: readonly Name[]) {
  const all = new Map<string, GroupOf<Name>>();
  return {
    add(counted: Placed): void {
      addTo(
        all,
        names.map((name) => counted[name]),
        counted,
      );
    },
    read: (): readonly GroupOf<Name>[] => [...all.values()],
  };
}

/** Adds a group to the one of the same names. */
export function addTo<Group extends Measures>(
  all: Map<string, Group>,
  names: readonly unknown[],
  group: Group,
): void {
  const key = names.join("\n");
  const known = all.get(key);
  all.set(key, known === undefined ? group : { ...group, ...sumOf(known, group) });
}

function sumOf(one: Measures, other: Measures): Measures {
  return {
    cases: one.cases + other.cases,
    kept: one.kept + other.kept,
    missed: one.missed + other.missed,
    running: one.running + other.running,
    taken: one.taken + other.taken,
    takenMinutes: one.takenMinutes + other.takenMinutes,
    within15: one.within15 + other.within15,
    within60: one.within60 + other.within60,
    within240: one.within240 + other.within240,
    within1440: one.within1440 + other.within1440,
    waiting: one.waiting + other.waiting,
    reopenedCases: one.reopenedCases + other.reopenedCases,
    reopenings: one.reopenings + other.reopenings,
    raised: one.raised + other.raised,
    lowered: one.lowered + other.lowered,
  };
}
