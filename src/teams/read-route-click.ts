import { z } from "zod";
import { moveDirections } from "../escalation/arrange-routes";
import type { Input, RouteInput } from "../input";
import { routeSteps, type Verb } from "./verbs";

/** What a card about routes brings of its own. */
export const RouteData = z.object({
  routeId: z
    .string()
    .max(64)
    .regex(/^[\w-]+$/)
    .optional()
    .catch(undefined),
  routeRevision: z.int().nonnegative().optional().catch(undefined),
  direction: z.enum(moveDirections).optional().catch(undefined),
});
type RouteData = z.infer<typeof RouteData>;

/** A click on a card about routes; null when it is none, or lacks what it needs. */
export function readRouteClick<Data extends RouteData>(
  verb: Verb,
  data: Data,
  valuesOf: (data: Data) => Readonly<Record<string, string>>,
): Input | null {
  const step = routeSteps.find((one) => verb === `route/${one}`);
  if (step === undefined) return null;
  const route = readStep(step, data, () => valuesOf(data));
  return route === null ? null : { kind: "route", route };
}

function readStep(
  step: RouteInput["step"],
  { routeId: id, routeRevision: revision, direction }: RouteData,
  readValues: () => Readonly<Record<string, string>>,
): RouteInput | null {
  if (step === "list" || step === "new") return { step };
  if (id === undefined) return step === "show" ? { step: "list" } : null;
  if (step === "show" || step === "edit" || step === "ask") return { step, id };
  if (revision === undefined) return null;
  if (step === "save") return { step, id, revision, values: readValues() };
  if (step === "remove") return { step, id, revision };
  return direction === undefined ? null : { step, id, revision, direction };
}
