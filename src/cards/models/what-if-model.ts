import type { WhatIf } from "../../policy/what-if";
import type { CaseRecord } from "../../records/record";
import type { Severity } from "../../vocabulary";
import type { Scene } from "../card-kit";

/** What would change the verdict, folded behind one tap. */
export interface WhatIfModel {
  readonly has: boolean;
  readonly title: string;
  readonly show: string;
  readonly hide: string;
  readonly lines: readonly { readonly line: string }[];
}

/** A card has 28,000 characters in all; a long history needs more of them than changes not made. */
const shownStatements = 6;
const shownBesideHistory = 3;
const longHistory = 4;

/**
 * The changes of a case as sentences, the most telling first. None for a case that has ended, and none where the
 * record's verdict is no longer what its answers give: it was decided by other rules.
 */
export function drawWhatIf(
  scene: Scene,
  { answers, state, verdict, override }: CaseRecord,
  historyLength: number,
): WhatIfModel {
  const { say, kit } = scene;
  const hasEnded = state === "resolved" || state === "closed";
  const statements = hasEnded ? [] : pick(kit.whatIf(verdict.edition, answers));
  const lines = statements
    .filter(({ from }) => from.outcome === verdict.outcome && from.severity === verdict.severity)
    // Beside a severity a person set, what would give another one by the answers says nothing true of the card.
    .filter((statement) => override === undefined || !isSeverityOnly(statement))
    .slice(0, historyLength > longHistory ? shownBesideHistory : shownStatements)
    .map((statement) => ({ line: `• ${sayStatement(scene, statement)}` }));
  return {
    has: lines.length > 0,
    title: say("whatIf.title"),
    show: say("whatIf.show"),
    hide: say("whatIf.hide"),
    lines,
  };
}

/** Of what one change could come to, the first is enough: the answers that follow decide among them. */
function pick(statements: readonly WhatIf[]): readonly WhatIf[] {
  const isFirst = ({ certain, input, values }: WhatIf, index: number): boolean =>
    certain ||
    !statements
      .slice(0, index)
      .some((other) => other.input === input && other.values.some((value) => values.includes(value)));
  return statements.filter(isFirst);
}

/** "Would go to Microsoft once …." or "Could be severity A or B if …; it then depends on …." */
export function sayStatement(scene: Scene, statement: WhatIf): string {
  const { say } = scene;
  const { certain, to, needs } = statement;
  const condition = sayCondition(scene, statement);
  const severity = sayList(
    scene,
    "or",
    to.severities.map((one) => saySeverity(scene, one)),
  );
  const as = isSevereAnew(statement) ? say("whatIf.as", { severity }) : "";
  const values = { condition, severity, as };
  const result = isSeverityOnly(statement) ? "severity" : to.outcome;
  if (certain) return say(`whatIf.would.${result}`, values);
  const nouns = needs.map((id) => say(`whatIf.needs.${id}`));
  return say(`whatIf.could.${result}`, { ...values, needs: sayList(scene, "and", nouns) });
}

function isSeverityOnly({ from, to }: WhatIf): boolean {
  return to.outcome === from.outcome && to.escalateTo === from.escalateTo;
}

/** Another severity beside another outcome; where it is still open or stays, there is nothing to say of it. */
function isSevereAnew({ from, to }: WhatIf): boolean {
  return to.severities.length === 1 && to.severities[0] !== from.severity;
}

function saySeverity({ say }: Scene, severity: Severity): string {
  return say(`whatIf.severity.${severity}`);
}

/** Answers that are said by name, several in one clause; every other one has a clause of its own. */
function isNamed({ input }: WhatIf, value: string): boolean {
  return value !== "none" && (input === "criteria" || input === "techPlan" || input === "issueType");
}

function sayName({ say }: Scene, input: string, value: string): string {
  if (input !== "techPlan") return say(`whatIf.name.${input}.${value}`);
  return say("whatIf.name.techPlan", { plan: say(`value.techPlan.${value}`) });
}

function sayCondition(scene: Scene, statement: WhatIf): string {
  const { say } = scene;
  const { input, values } = statement;
  const names = values
    .filter((value) => isNamed(statement, value))
    .map((value) => sayName(scene, input, value));
  const clauses = values
    .filter((value) => !isNamed(statement, value))
    .map((value) => say(`whatIf.when.${input}.${value}`));
  const named =
    names.length === 0 ? [] : [say(`whatIf.named.${input}`, { values: sayList(scene, "or", names) })];
  return sayList(scene, "or", [...named, ...clauses]);
}

/** "a, b or c". */
function sayList({ say }: Scene, joint: "or" | "and", parts: readonly string[]): string {
  const [last, ...others] = [...parts].reverse();
  if (last === undefined || others.length === 0) return last ?? "";
  return [others.reverse().join(say("whatIf.comma")), last].join(say(`whatIf.${joint}`));
}
