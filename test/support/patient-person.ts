import { setTimeout as wait } from "node:timers/promises";
import { escalation, howTo } from "./cases";
import type { Carrier, RawCard, RawClient } from "./raw-client";

export interface Patience {
  /** How often one activity is brought before it is given up. */
  readonly tries?: number;
  /** Told of every try: the status, 0 where there was no answer, its milliseconds, and whether it asked to try again. */
  readonly onTry?: (status: number, ms: number, isRefusal: boolean) => void;
}

/** What the product says when it could not save. */
export const tryAgain = "nothing was changed. Please try again";

/**
 * Brings one activity until it is answered, as Teams does when an instance is gone in the middle; whoever is asked to
 * try again clicks once more.
 */
export function createPatientCarrier({ tries = 60, onTry = () => undefined }: Patience = {}): Carrier {
  return async (address, activity) => {
    let clicks = 0;
    for (let count = 1; count <= tries; count += 1) {
      const begun = performance.now();
      try {
        const response = await fetch(address, {
          method: "POST",
          headers: { "content-type": "application/json", connection: "close" },
          body: JSON.stringify(clicks === 0 ? activity : { ...activity, id: `click-${clicks}-${begun}` }),
        });
        const text = await response.text();
        const isRefusal = text.includes(tryAgain);
        onTry(response.status, performance.now() - begun, isRefusal);
        if (isRefusal) clicks += 1;
        const answer: unknown = response.status === 200 && !isRefusal ? JSON.parse(text) : undefined;
        if (answer !== undefined) return answer;
      } catch {
        onTry(0, performance.now() - begun, false);
      }
      await wait(Math.min(1000, 50 * count));
    }
    throw new Error("the activity was never answered");
  };
}

export interface Walk {
  /** The pages that were asked, by what was asked on them. */
  readonly asked: readonly string[];
  /** The record's number; NaN where none was told. */
  readonly record: number;
  readonly tenantId: string;
  /** Whether its case goes to the desk. */
  readonly escalates: boolean;
}

export interface WalkOptions {
  readonly tenantId?: string;
  readonly escalates?: boolean;
  /** Called with the place of each page, from 0, when it has been answered. */
  readonly afterPage?: (page: number) => Promise<void>;
}

/** Walks the whole dialog by cards. */
export async function walkToRecord(
  client: RawClient,
  { tenantId = "raw", escalates = true, afterPage }: WalkOptions = {},
): Promise<Walk> {
  const answers: Readonly<Record<string, string>> = escalates ? escalation : howTo;
  const asked: string[] = [];
  let card: RawCard = await client.execute("intake/start");
  // A start that was saved although its answer got lost: whoever asks again goes on with it.
  const resume = card.actions.find(({ verb }) => verb === "intake/resume");
  if (resume !== undefined) card = await client.execute("intake/resume", resume.data);
  for (let pages = 0; pages < 8; pages += 1) {
    const answer = card.actions.find(({ verb }) => verb === "intake/answer");
    if (answer === undefined) break;
    asked.push(card.inputs.map(({ id }) => id).join());
    const inputs = Object.fromEntries(card.inputs.map(({ id, value }) => [id, answers[id] ?? value]));
    card = await client.execute("intake/answer", { ...answer.data, ...inputs });
    await afterPage?.(pages);
  }
  const record = card.actions.find(({ verb }) => verb === "intake/edit")?.data["record"];
  return { asked, record: Number(record), tenantId, escalates };
}
