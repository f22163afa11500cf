import { type CallFacts, type Judgement, type Patience, tryAgain } from "./judge-answer";

/** What a receiver may be set right about: it is tried again, as whatever fails on the way. */
const mended: readonly number[] = [401, 403, 404, 408, 409, 425, 429];

/**
 * Reads a receiver's answer. An event has an id, so that what came to nothing is sent again without harm. A receiver that
 * refuses this very event would refuse it for ever; it is laid aside, and the next one goes.
 */
export function judgeEvent(facts: CallFacts, limits: Patience): Judgement {
  const { result } = facts;
  switch (result.kind) {
    case "not_sent":
      return tryAgain(facts, limits, "unreachable");
    case "no_answer":
      return tryAgain(facts, limits, "no_answer");
    case "wrong_address":
      return { kind: "failed", error: "wrong_address" };
    case "answered":
      return judgeStatus(facts, limits, result.status);
  }
}

function judgeStatus(facts: CallFacts, limits: Patience, status: number): Judgement {
  if (status >= 200 && status < 300) return { kind: "sent", activityId: null };
  if (status === 429) return tryAgain(facts, limits, "busy");
  if (status >= 500) return tryAgain(facts, limits, "service_error");
  if (mended.includes(status)) return tryAgain(facts, limits, "not_allowed");
  // Redirects are not followed: they could lead anywhere.
  return { kind: "failed", error: "bad_request" };
}
