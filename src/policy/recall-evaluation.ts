import { type Answers, inputIds } from "../vocabulary";
import type { Switches } from "./condition";
import type { Edition } from "./edition";
import { evaluate } from "./evaluate";
import type { Evaluation } from "./verdict";

const known = new WeakMap<Edition, WeakMap<Switches, Map<string, Evaluation>>>();

/** Sets of answers that are remembered for each edition; a partner's people ask about far fewer. */
const remembered = 2000;

/** The same as `evaluate`, which walks the whole table: a dialog asks two or three times in each turn, with few answers. */
export function recallEvaluation(edition: Edition, answers: Answers, switches: Switches): Evaluation {
  const evaluations = memoryOf(edition, switches);
  const key = inputIds.map((id) => answers[id] ?? "").join(" ");
  const found = evaluations.get(key);
  if (found !== undefined) return found;
  const evaluation = evaluate(edition, answers, switches);
  if (evaluations.size >= remembered) evaluations.clear();
  evaluations.set(key, evaluation);
  return evaluation;
}

function memoryOf(edition: Edition, switches: Switches): Map<string, Evaluation> {
  const ofEdition = known.get(edition) ?? new WeakMap<Switches, Map<string, Evaluation>>();
  known.set(edition, ofEdition);
  const evaluations = ofEdition.get(switches) ?? new Map<string, Evaluation>();
  ofEdition.set(switches, evaluations);
  return evaluations;
}
