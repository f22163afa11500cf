import { chooseRoute, mentionsFor, Route, tryRoutes } from "../../src/escalation/route";
import { recordOf } from "../cards/sample-views";

const mei = { id: "mei", name: "Mei" };
const alex = { id: "alex", name: "Alex" };
const jordan = { id: "jordan", name: "Jordan" };

function routeOf(id: string, match: object, more: object = {}): Route {
  return Route.parse({
    schema: 1,
    id,
    revision: 1,
    position: 0,
    conversationId: `19:${id}@thread.tacv2`,
    channelName: id,
    match,
    isCatchAll: false,
    language: "en",
    updatedAt: "2026-11-21T04:00:00.000Z",
    ...more,
  });
}

const azureA = routeOf("azure-a", { families: ["azure"], severities: ["A"] }, { position: 1 });
const critical = routeOf("critical", { severities: ["A"] }, { position: 2 });
const contoso = routeOf("contoso", { customers: ["a2da4815-cd84-42f5-8bc1-bca5914f0d0c"] }, { position: 3 });
const rest = routeOf("rest", {}, { isCatchAll: true, position: 0 });
const routes = [rest, contoso, critical, azureA];

test.each([
  ["every condition must hold", recordOf({ productFamily: "azure" }), "azure-a"],
  ["the next in order takes what the first leaves", recordOf({}), "critical"],
  [
    "the catch-all takes the rest, wherever it stands",
    recordOf({ impact: "minimal" }, { customer: undefined }),
    "rest",
  ],
  [
    "a severity moved by hand counts",
    recordOf(
      {},
      {
        customer: undefined,
        override: { severity: "B", computed: "A", reason: "x", by: mei, at: "2026-11-21T04:00:00.000Z" },
      },
    ),
    "rest",
  ],
])("%s", (_, record, id) => {
  expect(chooseRoute(routes, record)?.id).toBe(id);
});

test("a customer is known by what identifies it", () => {
  const tenantId = "a2da4815-cd84-42f5-8bc1-bca5914f0d0c";
  const record = recordOf({ impact: "minimal" }, { customer: { name: "Contoso Ltd", tenantId } });
  expect(chooseRoute(routes, record)?.id).toBe("contoso");
});

test("without any route that fits a case takes none", () => {
  expect(chooseRoute([azureA], recordOf({}))).toBeNull();
  expect(chooseRoute([], recordOf({}))).toBeNull();
});

test("says of each route in order why it does not take a case", () => {
  const trials = tryRoutes(routes, recordOf({ impact: "minimal" }, { customer: undefined }));
  expect(trials.map(({ route, misses }) => [route.id, ...misses])).toEqual([
    ["azure-a", "families", "severities"],
    ["critical", "severities"],
    ["contoso", "customers"],
    ["rest"],
  ]);
});

test("mentions whom the severity calls for, each once", () => {
  const route = routeOf(
    "r",
    {},
    {
      mentions: [
        { person: mei, severities: ["A"] },
        { person: mei, severities: [] },
        { person: alex, severities: ["B"] },
        { person: jordan, severities: ["non_break_fix"] },
      ],
    },
  );
  expect(mentionsFor(route, recordOf({}))).toEqual([mei]);
  expect(mentionsFor(route, recordOf({ impact: "moderate" }))).toEqual([mei, alex]);
  expect(mentionsFor(route, recordOf({ issueType: "fraud_abuse" }))).toEqual([mei, jordan]);
});
