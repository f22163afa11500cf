import { createFinder, endsWithAny, startsWithAny, tagged } from "./finder";
import type { Message } from "./message";
import type { Faults } from "./read-faults";
import type { Span } from "./reading";
import { scanText } from "./scan-text";
import { wordLists } from "./word-lists";

const lists = wordLists.steps;

/** Characters of the steps that are kept. */
const longest = 300;
/** Words before the deed that belong to it: "we have already". */
const longestLead = 5;

const findTries = createFinder<"tried" | "symptom">([
  ...tagged<"tried" | "symptom">(lists.tried, "tried"),
  ...tagged<"tried" | "symptom">(lists.symptoms, "symptom"),
]);
const findEnds = createFinder(tagged(lists.ends, true));

/** The part that says what was tried, as written; what a user tried to do is the symptom, not a step. */
export function readSteps(message: Message, faults: Faults): Span | null {
  const { text, clauses } = message;
  const tries = findTries(message).filter(
    ({ from, tag }) => tag === "tried" && !endsWithAny(text, from, lists.denied) && !faults.isSupposed(from),
  );
  const [first] = tries;
  if (first === undefined) return null;
  // One clause after the other, as long as each says something that was done.
  let to = endOfClause(message, first.to);
  for (const { from } of tries.slice(1)) {
    if (clauses.at(from).from > to + 1 || from > first.from + longest) break;
    to = Math.max(to, endOfClause(message, from));
  }
  const start = withLead(text, first.from, clauses.at(first.from).from);
  return { from: start, to: Math.min(to, start + longest) };
}

function endOfClause({ text, clauses }: Message, place: number): number {
  const { to } = clauses.at(place);
  const end = findEnds(scanText(text.slice(place, Math.min(to, place + longest))))[0];
  return end === undefined ? to : place + end.from;
}

function withLead(text: string, from: number, clauseStart: number): number {
  let start = from;
  for (let words = 0; words < longestLead; words += 1) {
    const lead = lists.lead.find((word) => {
      const at = text.charAt(start - 1) === " " ? start - 1 - word.length : start - word.length;
      return at >= clauseStart && endsWithAny(text, start, [word]) && startsWithAny(text, at, [word]);
    });
    if (lead === undefined) break;
    start = (text.charAt(start - 1) === " " ? start - 1 : start) - lead.length;
  }
  return start;
}
