/** Severities keep the colours they have everywhere else. */
const severities: readonly string[] = ["A", "B", "C", "non_break_fix"];

/** The class that colours a series: by what it is where that has a colour of its own, else by its place. */
export function seriesClass(key: string, index: number): string {
  return severities.includes(key) ? `series-severity-${key}` : `series-${index % 6}`;
}
