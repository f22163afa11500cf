import { type InputValue } from "../vocabulary";
import { createFinder, endsWithAny, tagged } from "./finder";
import type { Message } from "./message";
import type { Span } from "./reading";
import { wordLists } from "./word-lists";

type Environment = InputValue<"environment">;

/** The environment that was read, and where. */
export interface ReadEnvironment {
  readonly environment: Environment;
  readonly span: Span;
}

const lists = wordLists.environment;
const findWords = createFinder<Environment | "neutral">([
  ...tagged<Environment | "neutral">(lists.production, "production"),
  ...tagged<Environment | "neutral">(lists.non_production, "non_production"),
  ...tagged<Environment | "neutral">(lists.neutral, "neutral"),
]);

/** "web-prod-02" is the name of a machine; what it means is not said. */
const nameBefore = /[a-z0-9][-_]$/;
const nameAfter = /^[-_][a-z0-9]*[0-9]/;

/** Production or not; what is denied or said to work does not count, and both together tell nothing. */
export function readEnvironment(message: Message, working: readonly Span[]): ReadEnvironment | null {
  const { text } = message;
  const named = findWords(message).flatMap(({ from, to, tag }) => {
    const isWorking = working.some((span) => from >= span.from && to <= span.to);
    const isName =
      nameBefore.test(text.slice(Math.max(0, from - 2), from)) || nameAfter.test(text.slice(to, to + 20));
    return tag === "neutral" || isWorking || isName || endsWithAny(text, from, lists.denied)
      ? []
      : [{ environment: tag, span: { from, to } }];
  });
  const [first] = named;
  if (first === undefined) return null;
  return named.every(({ environment }) => environment === first.environment) ? first : null;
}
