import { createFinder, tagged } from "./finder";
import type { Span } from "./reading";
import type { Scan } from "./scan-text";

/** A message cut where one thought ends: what is said of a product counts in its own clause only. */
export interface Clauses {
  readonly at: (place: number) => Span;
  /** Where the sentence of a place ends: hypothetical words reach that far. */
  readonly sentenceEnd: (place: number) => number;
}

const findTurns = createFinder(
  tagged(
    [
      "but",
      "however",
      "whereas",
      "although",
      "though",
      "while",
      "但",
      "不過",
      "不过",
      "可是",
      "只是",
      "反而",
    ],
    true,
  ),
);

/** Cuts at punctuation and at words such as "but"; a point inside 9.30 or contoso.com ends nothing. */
export function cutClauses(scan: Scan): Clauses {
  const { text } = scan;
  const cuts = new Set<number>(findTurns(scan).map(({ from }) => from));
  const stops: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    const isPause = ",;!?。!?:".includes(sign) && !isInsideNumber(text, at);
    const isPoint = sign === "." && (at + 1 >= text.length || text.charAt(at + 1) === " ");
    const isDash =
      (sign === "-" || sign === "–") && text.charAt(at - 1) === " " && text.charAt(at + 1) === " ";
    if (isPause || isPoint || isDash) cuts.add(at);
    if (isPoint || "!?。;".includes(sign)) stops.push(at);
  }
  const ordered = [...cuts].sort((a, b) => a - b);
  const all = [...ordered, text.length].map((to, index) => ({
    from: index === 0 ? 0 : (ordered[index - 1] ?? 0),
    to,
  }));
  const clauseOf = new Uint16Array(text.length + 1);
  for (const [index, { from, to }] of all.entries()) clauseOf.fill(index, from, to);
  return {
    at: (place) => all[clauseOf[place] ?? 0] ?? { from: 0, to: text.length },
    sentenceEnd: (place) => stops.find((stop) => stop >= place) ?? text.length,
  };
}

function isInsideNumber(text: string, at: number): boolean {
  const isDigit = (place: number): boolean => text.charAt(place) >= "0" && text.charAt(place) <= "9";
  return isDigit(at - 1) && isDigit(at + 1);
}
