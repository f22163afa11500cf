import fc from "fast-check";
import { largest } from "../../src/reports/report-axis";

const rows = fc.array(
  fc.record({ name: fc.constantFrom("a", "b", "c", "d", "e", "f"), cases: fc.integer({ min: 0, max: 4 }) }),
);

test("the largest are those that sorting all of them would bring first", () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 7 }), (all, most) => {
      const sums = new Map(all.map(({ name }) => [name, 0]));
      for (const { name, cases } of all) sums.set(name, cases + (sums.get(name) ?? 0));
      const sorted = [...sums].sort(([a, many], [b, more]) => more - many || a.localeCompare(b));

      const found = largest(all, ({ name }) => name, most);

      expect(found).toEqual(sorted.slice(0, most).map(([name]) => name));
    }),
  );
});
