import type { DeliveryPriority } from "./delivery";

/** At most this many calls begin within any stretch of this length. */
export interface Window {
  readonly ms: number;
  readonly most: number;
}

/** Moments of past calls in milliseconds, oldest first; those no window reaches any more are dropped. */
export type Pace = readonly number[];
/** No call yet. */
export const noPace: Pace = [];

/** Calls bunch up on their way, so a stretch is taken this much longer than the service counts it. */
const slack = 1.1;

/**
 * What one conversation takes (rate-limit, "per bot per conversation"). Stretches that slide, because a bucket
 * that refills with 7 a second lets 14 through within one.
 */
export const conversationWindows: readonly Window[] = [
  { ms: 1000 * slack, most: 7 },
  { ms: 2000 * slack, most: 8 },
  { ms: 30_000 * slack, most: 60 },
  { ms: 3_600_000, most: 1800 },
];

/** What one tenant takes of the whole app, below the 50 a second of the service; a fourth is kept for answers. */
export const tenantWindows: Readonly<Record<DeliveryPriority, readonly Window[]>> = {
  answer: [{ ms: 1000 * slack, most: 40 }],
  normal: [{ ms: 1000 * slack, most: 30 }],
};

/** Milliseconds until one more call may begin; 0 for at once. */
export function waitFor(windows: readonly Window[], pace: Pace, now: number): number {
  return Math.max(0, ...windows.map((window) => waitForWindow(window, pace, now)));
}

function waitForWindow({ ms, most }: Window, pace: Pace, now: number): number {
  // The window is full as long as the call that stands `most` places before the next one lies in it.
  const blocking = pace.at(-most);
  return blocking === undefined ? 0 : Math.max(0, Math.ceil(blocking + ms - now));
}

/** The pace after a call that begins now. */
export function noteCall(windows: readonly Window[], pace: Pace, now: number): Pace {
  const reach = Math.max(...windows.map(({ ms }) => ms));
  const most = Math.max(...windows.map((window) => window.most));
  return [...pace.filter((moment) => moment + reach > now), now].slice(-most);
}
