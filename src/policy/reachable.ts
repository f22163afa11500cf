import { type Answers, type InputId, inputIds, type Severity } from "../vocabulary";
import type { Switches } from "./condition";
import type { Edition } from "./edition";
import { evaluate } from "./evaluate";
import { valuesToldApart } from "./values-told-apart";
import type { Verdict } from "./verdict";

/** What makes one verdict another for the person who has the case; the door it goes through does not. */
export type Decision = Pick<Verdict, "outcome" | "severity" | "escalateTo">;

/** A decision that answers, complete or not, can still end in. */
export interface Reachable extends Pick<Verdict, "outcome" | "escalateTo"> {
  /** The severities it can have there, gravest first. */
  readonly severities: readonly Severity[];
  /** The row of the table; null where several lead there. */
  readonly row: string | null;
  /** True: nothing else can come of these answers. */
  readonly certain: boolean;
  /** Further answers that bring it about whatever else is open; none of them can be left out. */
  readonly witness: Answers;
}

/** One way to answer what is open, and what comes of it. */
interface End {
  readonly path: Answers;
  readonly verdict: Verdict;
}

/** Where a case is not covered, nobody is asked for its severity, so it does not count there. */
function isSameDecision(one: Decision, other: Decision): boolean {
  if (one.outcome !== other.outcome || one.escalateTo !== other.escalateTo) return false;
  return one.outcome === "not_covered" || one.severity === other.severity;
}

/** Everything but `from` that these answers can end in, each outcome once. */
export function findReachable(
  edition: Edition,
  answers: Answers,
  switches: Switches,
  from: Decision,
): readonly Reachable[] {
  const ends = findEnds(withoutDoors(edition), answers, switches, {});
  const [first] = ends;
  const certain = first !== undefined && ends.every(({ verdict }) => isSameDecision(verdict, first.verdict));
  const others = ends.filter(({ verdict }) => !isSameDecision(verdict, from));
  const groups = Map.groupBy(others, ({ verdict }) => `${verdict.outcome} ${verdict.escalateTo ?? ""}`);
  return [...groups.values()].flatMap((group) => describeGroup(group, ends, certain));
}

function describeGroup(group: readonly End[], ends: readonly End[], certain: boolean): readonly Reachable[] {
  const [shortest] = [...group].sort((a, b) => idsOf(a.path).length - idsOf(b.path).length);
  if (shortest === undefined) return [];
  const { outcome, escalateTo, row } = shortest.verdict;
  const severities = [...new Set(group.flatMap(({ verdict }) => verdict.severity ?? []))].sort();
  return [
    {
      outcome,
      escalateTo,
      severities,
      row: group.every(({ verdict }) => verdict.row === row) ? row : null,
      certain,
      witness: shrink(shortest.path, new Set(group), ends),
    },
  ];
}

/** Leaves out of a path, one by one, what need not be known to end in the group. */
function shrink(path: Answers, group: ReadonlySet<End>, ends: readonly End[]): Answers {
  return idsOf(path).reduce<Answers>((kept, id) => {
    const { [id]: _left, ...less } = kept;
    return ends.every((end) => group.has(end) || contradict(end.path, less)) ? less : kept;
  }, path);
}

function contradict(one: Answers, other: Answers): boolean {
  return idsOf(other).some((id) => one[id] !== undefined && one[id] !== other[id]);
}

/** The inputs that are answered, in asking order. */
export function idsOf(answers: Answers): readonly InputId[] {
  return inputIds.filter((id) => answers[id] !== undefined);
}

/** All ways to go on asking; each step answers one more input, so it comes to an end. */
function findEnds(edition: Edition, answers: Answers, switches: Switches, path: Answers): readonly End[] {
  const evaluation = evaluate(edition, { ...answers, ...path }, switches);
  if (evaluation.kind === "verdict") return [{ path, verdict: evaluation.verdict }];
  const [next] = evaluation.inputs;
  if (next === undefined) return [];
  return valuesToldApart(edition, next).flatMap((value) =>
    findEnds(edition, answers, switches, { ...path, [next]: value }),
  );
}

const bare = new WeakMap<Edition, Edition>();

/** The edition that decides the same but asks for no door and cites nothing: what only these need stays closed. */
function withoutDoors(edition: Edition): Edition {
  const known = bare.get(edition);
  if (known !== undefined) return known;
  const stripped: Edition = {
    ...edition,
    rows: edition.rows.map((row) => ({
      ...row,
      branches: row.branches.map((branch) => ({ ...branch, route: "explain", rules: [] })),
    })),
    severity: edition.severity.map((entry) => ({ ...entry, rules: [] })),
    familyRoutes: [],
    caveats: [],
    notes: [],
  };
  bare.set(edition, stripped);
  return stripped;
}
