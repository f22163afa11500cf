import { setTimeout as wait } from "node:timers/promises";
import type { Logger } from "../log";
import type { AnswerClaim, AnswerKey, Store } from "../storage/store";

/** What was found out about who answers a message, and when; null: nobody could be asked. */
export interface Claim {
  readonly state: AnswerClaim | null;
  readonly at: string;
}

/** With these, of several instances that got a message one answers. */
export interface AnswerClaims {
  /** Asks to be the one who answers. Never rejects. */
  begin(key: AnswerKey): Promise<Claim>;
  /**
   * Whether this instance answers. What another one is answering is waited for, and taken over when that one has gone:
   * whoever brought the message may take it for answered only then. Where nobody can be asked, `tries` are made in all, and
   * fewer where the database is silent; then it is answered, because silence would be worse.
   */
  settle(key: AnswerKey, begun: Claim, tries?: number): Promise<boolean>;
  end(key: AnswerKey): Promise<void>;
  release(key: AnswerKey): Promise<void>;
}

/** Where the claims are kept, and whose they are; `now` is ISO, UTC. */
export interface AnswerClaimsOptions {
  readonly store: Pick<Store, "claimAnswer" | "endAnswer" | "releaseAnswer">;
  /** Tells this instance from all others. */
  readonly owner: string;
  readonly now: () => string;
  readonly log: Logger;
}

/** Milliseconds in which an answer goes out, with its token and a second try, or whoever began is taken for gone. */
const lease = 60_000;
/** After so many of them it is asked again whether the answer is still one's own. */
const fresh = 15_000;
/** Milliseconds until it is asked again. */
const pauseMs = 200;
/** Milliseconds somebody who writes waits for a database that is silent; then it is not asked again. */
const longestSilence = 5000;

/**
 * Makes them for one instance, `owner`. Where the database cannot be asked and nobody else was seen to answer, the
 * answer goes out: twice is better than never.
 */
export function createAnswerClaims({ store, owner, now, log }: AnswerClaimsOptions): AnswerClaims {
  async function begin(key: AnswerKey): Promise<Claim> {
    const at = now();
    const until = new Date(Date.parse(at) + lease).toISOString();
    try {
      return { at, state: await store.claimAnswer(key, owner, at, until) };
    } catch (error) {
      log.warn({ err: error }, "nobody could be asked whether a message is being answered");
      return { at, state: null };
    }
  }

  const ageOf = ({ at }: Claim): number => Date.parse(now()) - Date.parse(at);

  return {
    begin,
    async settle(key, begun, tries = 4) {
      let claim = begun;
      let failures = 0;
      let isTaken = false;
      for (;;) {
        if (claim.state === "answered") return false;
        if (claim.state === "ours" && ageOf(claim) <= fresh) return true;
        isTaken ||= claim.state === "taken";
        failures += claim.state === null ? 1 : 0;
        const isSilent = claim.state === null && !isTaken && ageOf(begun) >= longestSilence;
        if (failures === tries || isSilent) return !isTaken;
        if (claim.state !== "ours") await wait(pauseMs);
        claim = await begin(key);
      }
    },
    end: (key) => store.endAnswer(key),
    release: (key) => store.releaseAnswer(key, owner),
  };
}
