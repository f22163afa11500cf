const zones = [
  "Pacific/Honolulu",
  "America/Los_Angeles",
  "America/New_York",
  "America/Sao_Paulo",
  "Africa/Abidjan",
  "Asia/Dubai",
  "Asia/Taipei",
  "Pacific/Auckland",
] as const;

/** A zone where it is between noon and six now: a sentence with "since 9" speaks of a past hour there, on any day. */
export function findAfternoonZone(now: Date): string {
  const hourIn = (timeZone: string): number =>
    Number(new Intl.DateTimeFormat("en", { timeZone, hour: "numeric", hourCycle: "h23" }).format(now));
  const zone = zones.find((one) => hourIn(one) >= 12 && hourIn(one) < 18);
  if (zone === undefined) throw new Error("it is afternoon nowhere: the list of zones has a gap");
  return zone;
}
