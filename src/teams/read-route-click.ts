import { z } from "zod";
import { moveDirections } from "../escalation/arrange-routes";
import type { Input, RouteInput } from "../input";

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

export function isRouteVerb(verb: string): boolean {
  return verb.startsWith("route/");
}

/** A click on a card about routes; null when it is none, or lacks what it needs. */
export function readRouteClick<Data extends RouteData>(
  verb: string,
  data: Data,
  valuesOf: (data: Data) => Readonly<Record<string, string>>,
): Input | null {
  if (!isRouteVerb(verb)) return null;
  const route = readStep(verb.slice("route/".length), data, () => valuesOf(data));
  return route === null ? null : { kind: "route", route };
}

function readStep(
  step: string,
  { routeId: id, routeRevision: revision, direction }: RouteData,
  readValues: () => Readonly<Record<string, string>>,
): RouteInput | null {
  if (step === "list" || step === "new") return { step };
  if (id === undefined) return step === "show" ? { step: "list" } : null;
  if (step === "show" || step === "edit" || step === "ask") return { step, id };
  if (revision === undefined) return null;
  if (step === "save") return { step, id, revision, values: readValues() };
  if (step === "remove") return { step, id, revision };
  return step === "move" && direction !== undefined ? { step, id, revision, direction } : null;
}
