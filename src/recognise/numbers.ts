const latinNumbers = [
  ...[
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
  ],
] as const;
const signs = "〇一二三四五六七八九";

/** A number as people write it: digits with or without commas, a short English word. */
export const englishNumber = `(?:\\d{1,3}(?:,\\d{3}){1,2}|\\d{1,6}|${latinNumbers.slice(1).join("|")})`;
/** The same, or Chinese numerals up to thousands. */
export const chineseNumber = "(?:\\d{1,3}(?:,\\d{3}){1,2}|\\d{1,6}|[零〇一二兩两三四五六七八九十百千]{1,7})";

/** The value of a written number; null when it is none. */
export function readNumber(written: string): number | null {
  const digits = written.replaceAll(",", "");
  if (/^\d{1,9}$/.test(digits)) return Number(digits);
  const word = latinNumbers.findIndex((name) => name === written);
  return word >= 0 ? word : readChinese(written);
}

/** 三十, 一百二十, 兩千; 一百二 is 120 in speech and too easily misread. */
function readChinese(written: string): number | null {
  let total = 0;
  let digit: number | null = null;
  for (const sign of written.replace(/[兩两]/g, "二").replaceAll("零", "〇")) {
    const value = signs.indexOf(sign);
    const unit = { 十: 10, 百: 100, 千: 1000 }[sign];
    if (unit !== undefined) {
      total += (digit ?? 1) * unit;
      digit = null;
    } else if (value < 0 || (digit !== null && digit > 0)) {
      return null;
    } else {
      digit = value;
    }
  }
  if (total > 99 && digit !== null && digit > 0 && !/[十〇零].$/.test(written)) return null;
  return written === "" ? null : total + (digit ?? 0);
}
