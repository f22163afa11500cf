import { Condition, type Facts, type FactId, test as holds } from "../../src/policy/condition";

const strict = { strictTechnicalVehicle: true };

/** The truth of a condition as written in the data, and the facts it still waits for. */
function ask(condition: unknown, facts: Facts, switches = strict): readonly [unknown, readonly FactId[]] {
  const missing = new Set<FactId>();
  return [holds(Condition.parse(condition), { facts, switches }, missing), [...missing]];
}

const cloud = { cloud: ["germany"] };
const own = { tenantScope: ["own"] };

test.each<[string, unknown, Facts, unknown, readonly FactId[]]>([
  ["a match that holds", cloud, { cloud: "germany" }, true, []],
  ["a match that does not", cloud, { cloud: "commercial" }, false, []],
  ["a match not answered yet", cloud, {}, "unknown", ["cloud"]],
  ["a match on a fact that is known to be none", { severity: ["A"] }, { severity: null }, false, []],
  ["a match of two facts, one of them wrong", { ...cloud, ...own }, { cloud: "commercial" }, false, []],
  [
    "a match of two facts, one of them missing",
    { ...cloud, ...own },
    { cloud: "germany" },
    "unknown",
    ["tenantScope"],
  ],
  ["all, both true", { all: [cloud, own] }, { cloud: "germany", tenantScope: "own" }, true, []],
  ["all, one false, the other unknown", { all: [cloud, own] }, { cloud: "commercial" }, false, []],
  [
    "all, one true, the other unknown",
    { all: [cloud, own] },
    { cloud: "germany" },
    "unknown",
    ["tenantScope"],
  ],
  ["any, one true, the other unknown", { any: [cloud, own] }, { cloud: "germany" }, true, []],
  [
    "any, one false, the other unknown",
    { any: [cloud, own] },
    { cloud: "commercial" },
    "unknown",
    ["tenantScope"],
  ],
  ["any, both false", { any: [cloud, own] }, { cloud: "commercial", tenantScope: "customer" }, false, []],
  ["not of true", { not: cloud }, { cloud: "germany" }, false, []],
  ["not of false", { not: cloud }, { cloud: "commercial" }, true, []],
  ["not of unknown", { not: cloud }, {}, "unknown", []],
  ["a switch that is on", { switchedOn: "strictTechnicalVehicle" }, {}, true, []],
])("%s", (_name, condition, facts, truth, missing) => {
  const [found, open] = ask(condition, facts);
  expect(found).toBe(truth);
  if (_name !== "not of unknown") expect(open).toEqual(missing);
});

test("not of an unknown fact waits for that fact", () => {
  expect(ask({ not: cloud }, {})).toEqual(["unknown", ["cloud"]]);
});

test("a switch that is off does not hold", () => {
  expect(ask({ switchedOn: "strictTechnicalVehicle" }, {}, { strictTechnicalVehicle: false })[0]).toBe(false);
});

test.each([
  ["an unknown fact", { weather: ["fine"] }],
  ["a value that is no list", { cloud: "germany" }],
  ["an empty list", { cloud: [] }],
  ["an empty all", { all: [] }],
  ["an unknown switch", { switchedOn: "everything" }],
  ["two operators at once", { not: cloud, any: [cloud] }],
])("%s is refused when the data is loaded", (_name, condition) => {
  expect(Condition.safeParse(condition).success).toBe(false);
});
