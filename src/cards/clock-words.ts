import type { ClockWords } from "../clocks/clock-sentences";
import { spaceNumbers } from "../locales/space-numbers";
import type { Language } from "../vocabulary";
import type { Scene } from "./card-kit";
import { sayMoment } from "./response-clock";

const units = [
  ["day", 24 * 60],
  ["hour", 60],
  ["minute", 1],
] as const;
type Unit = (typeof units)[number][0];

const formatters = new Map<string, Intl.NumberFormat>();

/** Lengths and moments of clocks in the reader's language and zone. */
export function createClockWords(scene: Scene): ClockWords {
  return {
    span: (minutes) => formatSpan(minutes, scene.audience.language),
    moment: (time) => sayMoment(scene, time),
  };
}

/** "25 minutes", "2 hours 5 minutes", "3 days 4 hours": whole minutes in the two largest units that are not 0. */
export function formatSpan(minutes: number, language: Language): string {
  let left = minutes;
  const parts = units.flatMap(([unit, length]) => {
    const count = Math.floor(left / length);
    left -= count * length;
    return count === 0 ? [] : [formatterFor(language, unit).format(count)];
  });
  const span = parts.length === 0 ? formatterFor(language, "minute").format(0) : parts.slice(0, 2).join(" ");
  return spaceNumbers(span);
}

function formatterFor(language: Language, unit: Unit): Intl.NumberFormat {
  const key = `${language} ${unit}`;
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" });
  formatters.set(key, made);
  return made;
}
