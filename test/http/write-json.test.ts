import fc from "fast-check";
import { writeJson } from "../../src/http/write-json";
import { lasting } from "../../src/lasting";

/** Any JSON, parts of it lasting: as an element, in a list, deep below. */
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: "grapheme" }),
    fc.string({ unit: "binary" }),
    fc.constantFrom(null, true, 0, -0.5, Number.NaN, undefined, "“help” 說明 \ud800"),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie("value"), { maxKeys: 4 }),
    fc.array(tie("value"), { maxLength: 3 }).map(lasting),
    fc.dictionary(fc.string(), tie("value"), { maxKeys: 3 }).map(lasting),
  ),
}));

test("an answer has the bytes of JSON.stringify, whatever of it is lasting, also when it is written again", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), json.value), (answer) => {
      const expected = JSON.stringify(answer);
      expect(writeJson(answer).toString()).toBe(expected);
      expect(writeJson({ ...answer, more: answer }).toString()).toBe(
        JSON.stringify({ ...answer, more: answer }),
      );
    }),
  );
});

test("what says itself how it is written is asked", () => {
  const answer = { at: new Date(0), list: [new Date(0), undefined, () => 1] };
  expect(writeJson(answer).toString()).toBe(JSON.stringify(answer));
});
