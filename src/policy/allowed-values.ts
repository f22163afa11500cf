import { type InputId, inputValues } from "../vocabulary";
import type { Edition } from "./edition";

/** The values this edition allows for an input. */
export function allowedValues(edition: Edition, id: InputId): readonly string[] {
  return id === "techPlan" ? (edition.inputs.techPlan ?? inputValues.techPlan) : inputValues[id];
}
