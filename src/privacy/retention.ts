import type { Purgeable } from "./privacy-store";

/** After how many days what goes. */
export type Retention = Readonly<Record<Purgeable, number>>;

/** A repeat of an activity comes within minutes; a person's form within weeks; a partner answers for a case for years. */
export const defaultRetention: Retention = { turns: 7, sent: 30, intakes: 90, people: 365, cases: 730 };

/** Least days, so that nothing goes that is still needed: repeats come within a day, a message is tried for a day. */
const least: Retention = { turns: 1, sent: 2, intakes: 7, people: 7, cases: 30 };
const most = 36_500;

/** The names of the setting RETENTION_DAYS. */
export const purgeables = [
  "turns",
  "sent",
  "intakes",
  "people",
  "cases",
] as const satisfies readonly Purgeable[];

/** Reads `turns=7,cases=365`; what is not named keeps its default. Null when it cannot be read. */
export function readRetention(text: string): Retention | null {
  const parts = text.split(",").map((part) => /^\s*([a-z]+)\s*=\s*(\d{1,5})\s*$/.exec(part));
  const found: Partial<Record<Purgeable, number>> = {};
  for (const part of parts) {
    const what = purgeables.find((name) => name === part?.[1]);
    const days = Number(part?.[2]);
    if (what === undefined || days < least[what] || days > most) return null;
    found[what] = days;
  }
  return { ...defaultRetention, ...found };
}
