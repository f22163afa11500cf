/** Characters of a text far too long to be a sentence. */
const length = 20_000;

const nasty = [
  ...[
    "a",
    "a.",
    "a@",
    "1 of ",
    "since 9 ",
    "http://",
    "[](",
    "((((",
    "not ",
    "Teams ",
    "\u202e\u200b",
    "\ud83d",
    "\ud800",
  ],
  ...[
    "contoso ",
    "contosa ",
    "user@a.b.c.d.",
    "a2da4815-",
    "12 users ",
    "從早上 9 點",
    "三十個人",
    "不是",
    "打不開",
    "🙂",
    "\n",
  ],
  ...[
    "everyone ",
    "tried ",
    "a-",
    "9:30 ",
    "office 365 ",
    "virtual machine",
    "power-",
    "\t \r",
    "ﷺ",
    "é",
    ",;",
    "half an ",
  ],
];

/** Long texts: one piece over and over, sentences one after the other, and a jumble of both (always the same). */
export function longTexts(sentences: readonly string[]): readonly string[] {
  const repeated = nasty.map((piece) => fill(() => piece));
  const random = createRandom(7);
  const pick = (words: readonly string[]): string => words[Math.floor(random() * words.length)] ?? "";
  const joined = Array.from({ length: 30 }, () => fill(() => `${pick(sentences)} `));
  const jumbled = Array.from({ length: 30 }, () => fill(() => pick(nasty) + pick(sentences).slice(0, 9)));
  return [...repeated, ...joined, ...jumbled];
}

function fill(next: () => string): string {
  const pieces: string[] = [];
  let written = 0;
  while (written < length) {
    const piece = next();
    pieces.push(piece);
    written += Math.max(1, piece.length);
  }
  return pieces.join("").slice(0, length);
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
