/** Numbers of cases, dates and ids of rules, which a browser would break at their hyphens. */
const kept = /(?<![\w-])(?:PS-\d{6}|\d{4}-\d{2}(?:-\d{2})?|[NPQ]-\d{1,3})(?![\w-])/;

/** Takes text apart so that every second piece, from the second on, is to stand on one line. */
export function splitKept(text: string): readonly string[] {
  return text.split(new RegExp(`(${kept.source})`));
}
