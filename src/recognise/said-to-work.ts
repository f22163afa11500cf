import { endsWithAny, createFinder, tagged } from "./finder";
import type { Message } from "./message";
import type { Faults } from "./read-faults";
import type { Span } from "./reading";
import { wordLists } from "./word-lists";

const { fine, notFine } = wordLists.products;
const findFine = createFinder(tagged(fine, true));

/** Characters that may follow "works fine" in its clause; more of them say what does not work after all. */
const longestRest = 20;

/** The parts of the text that say something works: what is named there is not what the message is about. */
export function findWorking(message: Message, { found }: Faults): readonly Span[] {
  const { text, clauses } = message;
  return findFine(message).flatMap(({ from, to }) => {
    const clause = clauses.at(from);
    if (endsWithAny(text, from, notFine) || clause.to - to > longestRest) return [];
    const hasFault = found.some((fault) => fault.from >= clause.from && fault.to <= clause.to);
    return hasFault ? [] : [{ from: clause.from, to: from }];
  });
}
