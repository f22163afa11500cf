import type { z } from "zod";
import { isLeadOf } from "../../escalation/roles";
import type { Call, Desk } from "./desk";
import { type Answer, answerProblem } from "./problem";

/** Answers one call; what it refuses is an answer as well. */
export type Handler = (desk: Desk, call: Call) => Promise<Answer>;

/** Lets only leads through: those of the caller's own tenant. */
export function forLeads(answer: Handler): Handler {
  return async (desk, call) => {
    const { tenantId, person } = call.caller;
    const { store, leads } = desk.bench;
    return (await isLeadOf(store, tenantId, leads, person))
      ? answer(desk, call)
      : answerProblem("leads-only");
  };
}

/** Names what is wrong in a body, where the description knows it. */
export function answerBadBody(error: z.ZodError, { shape }: z.ZodObject): Answer {
  const wrong = Object.keys(shape).find((name) => name === error.issues[0]?.path[0]);
  return answerProblem("bad-body", wrong === undefined ? {} : { parameter: wrong });
}
