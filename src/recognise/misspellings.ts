/** Shorter names are too near to other words. */
const shortest = { swapped: 5, dropped: 6 } as const;

/**
 * How a folded name of one Latin word is mistyped in a hurry: two letters changed places, or one was left out. The
 * first letter stays, and so does an s at the end, or "bookings" would be found in one booking. Other letters than
 * its own are never taken: "planned" is no Planner.
 */
export function misspellings(name: string): readonly string[] {
  if (!/^[a-z]+$/.test(name)) return [];
  const places = Array.from({ length: name.length - 1 }, (_unused, index) => index + 1);
  const swapped = places
    .slice(0, -1)
    .map((at) => name.slice(0, at) + name.charAt(at + 1) + name.charAt(at) + name.slice(at + 2));
  const dropped = places
    .filter((at) => at < name.length - 1 || !name.endsWith("s"))
    .map((at) => name.slice(0, at) + name.slice(at + 1));
  const found = [
    ...(name.length >= shortest.swapped ? swapped : []),
    ...(name.length >= shortest.dropped ? dropped : []),
  ];
  return [...new Set(found)].filter((one) => one !== name);
}
