import { formatRecordNumber } from "../../../src/records/record";
import { localPeople, localTenantId } from "../../../src/local-chat/people";
import { writeCursor } from "../../../src/http/api/cursor";
import { channelAt, type Desk, lastMoment, makeCase } from "./make-case";

/** One call over the wire. */
export interface Wish {
  readonly path: string;
  /** Who asks; the lead of the desk or one of its technicians. */
  readonly by: string;
  /** Posted as JSON; absent: it is a GET. */
  readonly body?: object;
}

/** Something people ask of a desk; the round makes them ask for another customer or case each time. */
export interface Question {
  readonly name: string;
  ask(desk: Desk, round: number): Wish;
}

const technician = localPeople[0]?.aadObjectId ?? "";
const lead = localPeople[2]?.aadObjectId ?? "";

type Query = Readonly<Record<string, string>>;

function list(name: string, query: Query | ((desk: Desk, round: number) => Query), by = lead): Question {
  return {
    name,
    ask(desk, round) {
      const values = typeof query === "function" ? query(desk, round) : query;
      return { path: `/api/records?${new URLSearchParams(values).toString()}`, by };
    },
  };
}

/** A place in the middle of all cases, in the order of the last change or of their numbers. */
function middle(sort: "updated" | "created"): (desk: Desk) => Query {
  return ({ size }) => {
    const key = sort === "updated" ? new Date(lastMoment - 365 * 24 * 3_600_000).toISOString() : "";
    return { sort, cursor: writeCursor({ part: 0, key, number: Math.floor(size / 2) }, sort, "desc") };
  };
}

function type(name: string, text: string | ((desk: Desk) => string)): Question {
  return {
    name,
    ask: (desk, round) => ({
      path: "/api/messages",
      by: technician,
      body: {
        type: "invoke",
        name: "composeExtension/query",
        id: `f:${name} ${round}`,
        channelId: "msteams",
        serviceUrl: "http://127.0.0.1/local/connector",
        from: { id: "29:1local", name: "Mei Chen", aadObjectId: technician },
        recipient: { id: "28:partner-support" },
        conversation: {
          id: "19:group@thread.v2",
          conversationType: "groupChat",
          isGroup: true,
          tenantId: localTenantId,
        },
        channelData: { tenant: { id: localTenantId } },
        locale: "en-US",
        value: {
          commandId: "searchCases",
          parameters: [{ name: "text", value: typeof text === "string" ? text : text(desk) }],
          queryOptions: { skip: 0, count: 25 },
        },
      },
    }),
  };
}

const customer = ({ customers }: Desk, round: number): string =>
  `domain:customer${(round * 7919) % customers}.example`;
const caseAt = ({ size }: Desk, round: number): string =>
  `PS-${String(1 + ((round * 7919 * 61) % size)).padStart(6, "0")}`;

const ownCases = new Map<Desk, string>();

/** The first case the technician began. */
function ownCase(desk: Desk): string {
  let found = ownCases.get(desk);
  for (let place = 0; found === undefined; place += 1) {
    const { record } = makeCase(desk, place);
    if (record.requester.id === technician) found = formatRecordNumber(record.number);
  }
  ownCases.set(desk, found);
  return found;
}

/** Where a limit is set, there are as many at 10,000. */
export const questions: readonly Question[] = [
  list("list: newest", {}),
  list("list: newest, a technician's", {}, technician),
  list("list: my cases", { scope: "mine" }, technician),
  list("list: a channel's", { scope: `channel:${channelAt(0)}` }, technician),
  list("list: from the middle", middle("updated")),
  list("list: oldest change first", { order: "asc" }),
  list("list: by creation", { sort: "created" }),
  list("list: by creation, from the middle", middle("created")),
  list("list: by what is due", { sort: "due" }),
  list("list: by severity", { sort: "severity" }),
  list("filter: state", { state: "escalated" }),
  list("filter: unfinished", { state: "open,escalated,waiting_microsoft,waiting_customer" }),
  list("filter: severity", { severity: "A" }),
  list("filter: outcome", { outcome: "own_plan_needed" }),
  list("filter: product", { product: "exchange-online" }),
  list("filter: customer", (desk, round) => ({ customer: customer(desk, round) })),
  list("filter: owner", { owner: "me" }, technician),
  list("filter: nobody has it", { owner: "none" }),
  list("filter: state and severity", { state: "open", severity: "A", limit: "20" }),
  list("filter: product, state, severity", { product: "teams", state: "open", severity: "C", limit: "4" }),
  list("filter: product, a technician's", { product: "exchange-online", limit: "40" }, technician),
  list("filter: product, mine", { product: "exchange-online", scope: "mine", limit: "12" }, technician),
  list("filter: customer and product", (desk, round) => ({
    customer: customer(desk, round),
    product: "teams",
    limit: "1",
  })),
  list("filter: nothing fits", { product: "teams", state: "open", outcome: "not_covered" }),
  list("filter: nothing fits, of all states", { state: "closed,resolved", outcome: "not_covered" }),
  list("filter: nothing fits, by who has it", {
    ...{ scope: `channel:${channelAt(0)}`, owner: "none", state: "closed" },
  }),
  list("filter: overdue", { due: "overdue" }),
  list("filter: product, by creation", { product: "exchange-online", sort: "created" }),
  list("filter: state and product, by severity", {
    product: "exchange-online",
    state: "open",
    sort: "severity",
    limit: "3",
  }),
  list("search: frequent word", { q: "mail" }),
  list("search: frequent word, a technician's", { q: "mail", limit: "40" }, technician),
  list("search: rare word", { q: "quasar", limit: "10" }),
  list("search: two Chinese characters", { q: "郵件" }),
  list("search: more Chinese characters", { q: "无法登录门户" }),
  list("search: Chinese that is nowhere", { q: "郵件無法登入入口網站" }),
  list("search: no hit", { q: "zeppelin" }),
  list("search: beginnings of words", { q: "cust sig" }),
  list("search: frequent words that seldom meet", { q: "invoice virtual", limit: "40" }),
  list("search: frequent words that never meet", { q: "invoice branch" }),
  list("search: product by its name", { q: "exchange" }),
  list("search: a number", (desk, round) => ({ q: caseAt(desk, round) })),
  list("search: word and state", { q: "mail", state: "escalated", limit: "25" }),
  list("search: word, customer and product", (desk, round) => ({
    q: "mail",
    customer: customer(desk, round),
    product: "teams",
  })),
  list("search: 5,000 characters", { q: "mail late customer ".repeat(263).slice(0, 5000) }),
  list("search: wildcards and quotes", { q: `"mail* OR 'late%_ NEAR(" ma* %` }),
  type("message extension: nothing typed", ""),
  type("message extension: frequent word", "mail"),
  type("message extension: words that never meet", "invoice branch"),
  type("message extension: Chinese", "無法登入"),
  type("message extension: a number", ownCase),
  {
    name: "case page",
    ask: (desk, round) => ({ path: `/api/records/${caseAt(desk, round)}/page`, by: lead }),
  },
  {
    name: "case history",
    ask: (desk, round) => ({ path: `/api/records/${caseAt(desk, round)}/history`, by: lead }),
  },
];

/** Reports read every case of their period: they are told, not judged. */
export const reports: readonly Question[] = [
  ["report: 12 weeks", "weeks=12"],
  ["report: two years", "weeks=104"],
].map(([name = "", query = ""]) => ({ name, ask: () => ({ path: `/api/reports?${query}`, by: lead }) }));
