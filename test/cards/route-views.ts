import { type Route, tryRoutes } from "../../src/escalation/route";
import { textsOf } from "../../src/locales/texts";
import { mentionFields } from "../../src/turns/read-route";
import type { QuestionView, View } from "../../src/views";
import { inputValues, type Language, outcomes, severities } from "../../src/vocabulary";

const people = Array.from({ length: 20 }, (_, index) => ({
  id: `6a1d3c52-0b7e-4b5c-9d7a-2f1f0c8e4a${String(index).padStart(2, "0")}`,
  name: `Technician number ${index} of the service desk`,
}));

/** A route with everything that can be set. */
function fullRoute(index: number): Route {
  return {
    schema: 1,
    id: `route-${index}`,
    revision: 2,
    position: index,
    conversationId: "19:desk@thread.tacv2",
    channelName: `Desk ${index} ${"of many names ".repeat(4)}`,
    match: {
      families: [...inputValues.productFamily],
      severities: ["A", "B"],
      outcomes: ["resolve", "escalate_to_microsoft"],
      customers: ["contoso.com", "fabrikam.com"],
    },
    isCatchAll: index === 19,
    sendsAtOnce: true,
    mentions: people.slice(0, 5).map((person) => ({ person, severities: ["A"] })),
    language: "zh-TW",
    quietHours: { from: "22:00", to: "07:00", zone: "Asia/Taipei" },
    country: "TW",
    digest: { since: "2026-11-20T09:00:00.000Z" },
    updatedAt: "2026-11-20T09:00:00.000Z",
  };
}

/** Every view about routes at its largest, in one language. */
export function routeViewsIn(language: Language): Readonly<Record<string, View>> {
  const say = textsOf(language);
  const routes = Array.from({ length: 20 }, (_, index) => fullRoute(index));
  const question = (id: string, rest: Partial<QuestionView>): QuestionView => ({
    id,
    kind: "choices",
    label: say(`setup.${id}.label`),
    hint: "",
    placeholder: "",
    options: [],
    value: "",
    required: false,
    errorMessage: say("error.required"),
    error: "",
    ...rest,
  });
  const staff = people.map(({ id, name }) => ({ value: id, title: name }));
  const words = (group: string, ids: readonly string[]) =>
    ids.map((value) => ({ value, title: say(`${group}.${value}`) }));
  const routeForm: View = {
    kind: "route_form",
    id: "route-1",
    revision: 0,
    questions: [
      question("channelName", { kind: "text", required: true, value: "Desk" }),
      question("families", {
        options: words("value.productFamily", inputValues.productFamily),
        value: "azure,ems",
      }),
      question("severities", { options: words("severity", severities), value: "A" }),
      question("outcomes", { options: words("outcome", outcomes) }),
      question("customers", {
        kind: "longText",
        maxLength: 2000,
        value: "x".repeat(2000),
        error: say("setup.fault.customer", { words: "x" }),
      }),
      ...mentionFields.map(([id]) =>
        question(id, { options: staff, value: people.map((person) => person.id).join(",") }),
      ),
      question("quietFrom", { kind: "time", value: "22:00" }),
      question("digest", {
        kind: "choice",
        options: [{ value: "yes", title: say("setup.yes") }],
        value: "yes",
      }),
    ],
    notice: { key: "check_fields" },
  };
  const subject = {
    answers: { productFamily: "azure" },
    verdict: {
      edition: "2020",
      row: "sample",
      outcome: "not_covered",
      escalateTo: null,
      route: "explain",
      severity: null,
      responseHours: null,
      responseBusinessDays: null,
      ruleIds: [],
      notes: [],
    },
  } as const;
  const route = fullRoute(1);
  const canMove = { up: true, down: true };
  return {
    routes: {
      kind: "routes",
      routes,
      trial: {
        number: 12,
        trials: tryRoutes(routes, { ...subject, verdict: { ...subject.verdict, ruleIds: [], notes: [] } }),
      },
      canAdd: false,
      notice: { key: "route_removed" },
    },
    routesEmpty: { kind: "routes", routes: [], trial: null, canAdd: true },
    route: { kind: "route", route, place: 2, mayChange: true, canMove, isAsking: false },
    routeAsking: { kind: "route", route, place: 2, mayChange: true, canMove, isAsking: true },
    routeSeen: { kind: "route", route, place: 2, mayChange: false, canMove, isAsking: false },
    routeForm,
    teamWelcome: { kind: "team_welcome", by: "Mei <at>Chen</at> [x](https://x.example)" },
    teamWelcomeNameless: { kind: "team_welcome", by: "" },
    selfTestBegun: { kind: "self_test", findings: null },
    selfTest: {
      kind: "self_test",
      findings: [
        { check: "database", fault: null },
        { check: "database_server", fault: "failed" },
        { check: "token", fault: "failed" },
        { check: "edit", fault: "late" },
        { check: "route", channelName: "Desk", state: null },
        { check: "route", channelName: "Desk", state: "active" },
        { check: "no_routes" },
      ],
    },
  };
}
