/** Keeps the choices whose title holds every word of the filter. */
export function filterTitles(titles: readonly string[], filter: string): readonly string[] {
  const words = filter.toLowerCase().split(/\s+/);
  return titles.filter((title) => words.every((word) => title.toLowerCase().includes(word)));
}
