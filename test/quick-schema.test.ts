import fc from "fast-check";
import { z } from "zod";
import { quickSchema } from "../src/quick-schema";
import { InboundActivity } from "../src/teams/activity";

const Everything = z.looseObject({
  short: z.string().min(1).max(3),
  even: z.string().refine((text) => text.length % 2 === 0),
  word: z.enum(["yes", "no"]).optional(),
  count: z.int().positive().optional(),
  isSet: z.boolean().nullish(),
  anything: z.unknown(),
  kept: z.object({ id: z.string() }).optional(),
  strict: z.strictObject({ id: z.string() }).optional(),
  list: z.array(z.looseObject({ id: z.string().regex(/^a/g) })).nullish(),
  few: z.array(z.string()).max(1).optional(),
  caught: z.string().max(2).optional().catch(undefined),
  given: z.string().default("given"),
  made: z.coerce.number().optional(),
  many: z.number().optional(),
  cleaned: z.string().trim().optional(),
  lowered: z.string().toLowerCase().optional(),
  either: z.union([z.string().max(1), z.literal(1)]).optional(),
  asked: z
    .string()
    .nullish()
    .refine((text) => text !== "a"),
  all: z
    .looseObject({ id: z.string() })
    .refine(({ id }) => id !== "a1")
    .optional(),
  named: z.record(z.string(), z.string()).optional(),
});

const scraps: readonly unknown[] = [
  ...[
    "",
    "a",
    "ab",
    "abcd",
    " a ",
    "yes",
    "A",
    "1",
    0,
    1,
    -1,
    1.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    true,
    null,
    undefined,
    [],
    {},
  ],
  ...[
    { id: "a1" },
    { id: "a1", more: 1 },
    { id: 1 },
    [{ id: "a1", more: 1 }],
    [{ id: "b" }],
    ["a"],
    ["a", "b"],
  ],
  JSON.parse('{"id":"a1","__proto__":{"is":"odd"}}'),
];
const value = fc.oneof(fc.constantFrom<unknown>(...scraps), fc.anything());

/** Mostly what fits, with some of it replaced, some of it missing and something besides. */
function nearly(names: readonly string[], fitting: object): fc.Arbitrary<unknown> {
  const changes = fc.dictionary(fc.constantFrom(...names, "besides", "__proto__"), value, { maxKeys: 4 });
  return fc.tuple(changes, fc.subarray([...names])).map(([changed, missing]) => {
    const left = Object.entries(fitting).filter(([name]) => !missing.includes(name) || missing.length > 3);
    return { ...Object.fromEntries(left), ...changed };
  });
}

const fitting = { short: "a", even: "ab", anything: 1, given: "b" };
const activity = {
  ...{ type: "message", channelId: "msteams", serviceUrl: "https://example.com/", text: "hi" },
  ...{
    from: { id: "ann" },
    conversation: { id: "a:1", tenantId: "t" },
    channelData: { tenant: { id: "t" } },
  },
  entities: [{ type: "clientInfo", timezone: "Asia/Taipei" }],
};

test.each<[string, z.ZodType, fc.Arbitrary<unknown>]>([
  ["of every kind", Everything, nearly(Object.keys(Everything.shape), fitting)],
  ["an activity", InboundActivity, nearly(Object.keys(InboundActivity.shape), activity)],
  ["of closed shape", z.object({ id: z.string(), word: z.enum(["a"]).optional() }), value],
  ["any", z.union([z.string(), Everything]), value],
])("%s: the answer is zod's, whatever is asked", (_, schema, values) => {
  const quick = quickSchema(schema);
  fc.assert(
    fc.property(values, (one) => {
      const expected = schema.safeParse(one);
      expect(quick.read(one)).toStrictEqual(expected.data);
      if (expected.success) expect(quick.parse(one)).toStrictEqual(expected.data);
      else expect(() => quick.parse(one)).toThrow(z.ZodError);
    }),
    { numRuns: 800 },
  );
});

test("what fits as it is, is not copied", () => {
  const posted: unknown = JSON.parse(JSON.stringify(activity));
  expect(quickSchema(InboundActivity).read(posted)).toBe(posted);
  expect(quickSchema(Everything).read(fitting)).toBe(fitting);
});

test("each kind of part is judged as zod does, with whatever stands there", () => {
  const quick = quickSchema(Everything);
  for (const name of Object.keys(Everything.shape))
    for (const scrap of [...scraps, "abc", "no", { id: "a2" }]) {
      const one = { ...fitting, [name]: scrap };
      expect(quick.read(one)).toStrictEqual(Everything.safeParse(one).data);
    }
});
