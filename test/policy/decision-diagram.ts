import { questions } from "../../src/intake/questions";
import type { Edition } from "../../src/policy/edition";
import { evaluate } from "../../src/policy/evaluate";
import { allowedValues } from "../../src/policy/allowed-values";
import type { Verdict } from "../../src/policy/verdict";
import type { Answers, InputId } from "../../src/vocabulary";

/**
 * The whole decision table as a reduced, ordered decision diagram: the independent answer to "what can this
 * question still change?". Two diagrams are the same function exactly when they are the same object.
 */
export type Diagram =
  | { readonly leaf: string; readonly verdict: Verdict }
  | { readonly input: InputId; readonly branches: ReadonlyMap<string, Diagram> };

/** The inputs in the order the dialog asks for them; the language of the replies decides no row. */
export const askingOrder: readonly InputId[] = questions.flatMap(({ gives }) =>
  gives === undefined || gives === "language" ? [] : [gives],
);

/**
 * What a technician would call another answer; rule ids and notes may well differ for the same decision.
 * Nobody is asked for the severity of a case that is not covered, so it does not count there.
 */
function decisionKey(verdict: Verdict): string {
  const { ruleIds: _ruleIds, notes: _notes, edition: _edition, severity, ...decision } = verdict;
  return JSON.stringify({ ...decision, severity: verdict.outcome === "not_covered" ? null : severity });
}

/** Of the values no condition of the edition tells apart, one stands for all. */
export function representatives(edition: Edition, id: InputId): readonly string[] {
  const lists: string[][] = [];
  collectLists([edition.rows, edition.severity, edition.familyRoutes], id, lists);
  const groups = new Map<string, string>();
  for (const value of allowedValues(edition, id)) {
    const signature = lists.map((list) => (list.includes(value) ? "1" : "0")).join("");
    if (!groups.has(signature)) groups.set(signature, value);
  }
  return [...groups.values()];
}

function collectLists(node: unknown, id: InputId, lists: string[][]): void {
  if (Array.isArray(node)) for (const part of node) collectLists(part, id, lists);
  if (typeof node !== "object" || node === null || Array.isArray(node)) return;
  for (const [key, value] of Object.entries(node)) {
    // What a rule is cited for does not decide.
    if (key === "rules") continue;
    if (key === id && Array.isArray(value)) lists.push(value.map(String));
    else collectLists(value, id, lists);
  }
}

/** Builds the diagram by asking one question after the other; `visit` sees every state on the way. */
export function drawDiagram(
  edition: Edition,
  visit: (answers: Answers, needs: readonly InputId[], diagram: Diagram) => void,
): Diagram {
  const unique = new Map<string, Diagram>();
  const names = new Map<Diagram, string>();
  const intern = (key: string, make: () => Diagram): Diagram => {
    const found = unique.get(key);
    if (found !== undefined) return found;
    const made = make();
    unique.set(key, made);
    names.set(made, String(names.size));
    return made;
  };
  const values = new Map(askingOrder.map((id) => [id, representatives(edition, id)]));

  const draw = (answers: Answers): Diagram => {
    const evaluation = evaluate(edition, answers);
    if (evaluation.kind === "verdict") {
      const { verdict } = evaluation;
      const key = decisionKey(verdict);
      const leaf = intern(key, () => ({ leaf: key, verdict }));
      visit(answers, [], leaf);
      return leaf;
    }
    const input = askingOrder.find((id) => evaluation.inputs.includes(id));
    if (input === undefined) throw new Error(`nobody asks for ${evaluation.inputs.join(", ")}`);
    const branches = new Map((values.get(input) ?? []).map((v) => [v, draw({ ...answers, [input]: v })]));
    const [first, ...others] = branches.values();
    if (first === undefined) throw new Error(`${input} has no values`);
    const diagram = others.every((other) => other === first)
      ? first
      : intern(`${input}:${[...branches].map(([v, d]) => `${v}=${names.get(d) ?? ""}`).join(",")}`, () => ({
          input,
          branches,
        }));
    visit(answers, evaluation.inputs, diagram);
    return diagram;
  };
  return draw({});
}

/** The same function with some answers already given, reduced again. Answers must be representatives. */
export function restrict(diagram: Diagram, answers: Answers): Diagram {
  const unique = new Map<string, Diagram>();
  const names = new Map<Diagram, number>();
  const memo = new Map<Diagram, Diagram>();
  const nameOf = (d: Diagram): number => {
    const name = names.get(d) ?? names.size;
    names.set(d, name);
    return name;
  };
  const cut = (d: Diagram): Diagram => {
    if ("leaf" in d) return d;
    const known = memo.get(d);
    if (known !== undefined) return known;
    const value = answers[d.input];
    const made = value === undefined ? join(d) : cut(d.branches.get(value) ?? d);
    memo.set(d, made);
    return made;
  };
  const join = (d: Extract<Diagram, { input: InputId }>): Diagram => {
    const branches = new Map([...d.branches].map(([v, branch]) => [v, cut(branch)]));
    const [first, ...others] = branches.values();
    if (first !== undefined && others.every((other) => other === first)) return first;
    const key = `${d.input}:${[...branches.values()].map(nameOf).join(",")}`;
    const found = unique.get(key) ?? { input: d.input, branches };
    unique.set(key, found);
    return found;
  };
  return cut(diagram);
}

/** The inputs the function really depends on. */
export function supportOf(diagram: Diagram, memo: Map<Diagram, ReadonlySet<InputId>>): ReadonlySet<InputId> {
  const known = memo.get(diagram);
  if (known !== undefined) return known;
  const support = new Set<InputId>();
  if ("input" in diagram) {
    support.add(diagram.input);
    for (const branch of diagram.branches.values()) for (const id of supportOf(branch, memo)) support.add(id);
  }
  memo.set(diagram, support);
  return support;
}
