import type { Language } from "../../vocabulary";

const kilobyte = 1024;

/** "12 kB", "3.4 MB". */
export function saySize(bytes: number, language: Language): string {
  const isLarge = bytes >= kilobyte * kilobyte;
  const amount = isLarge ? bytes / (kilobyte * kilobyte) : Math.max(1, Math.round(bytes / kilobyte));
  const style = { style: "unit", unit: isLarge ? "megabyte" : "kilobyte", maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(language, style).format(amount);
}
