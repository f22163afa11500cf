import { loadCatalogue } from "../../../src/catalogue/catalogue";
import { localPeople } from "../../../src/local-chat/people";
import type { CaseRecord, HistoryEntry, Person } from "../../../src/records/record";
import { recordStates, severities } from "../../../src/vocabulary";
import { sampleRecord } from "../../contracts/store-samples";

/** How a desk of so many cases is made up: customers, people and teams grow with it, products, states and words do not. */
export interface Desk {
  readonly size: number;
  readonly customers: number;
  readonly people: number;
  readonly teams: number;
}

export function deskOf(size: number): Desk {
  const times = size / 10_000;
  const teams = Math.max(1, Math.round(4 * Math.sqrt(times)));
  return { size, customers: Math.ceil(200 * times), people: Math.ceil(20 * times), teams };
}

/** One case as it was saved last, with its history and what is due about it. */
export interface MadeCase {
  readonly record: CaseRecord;
  readonly history: readonly HistoryEntry[];
  readonly dueAt: string | null;
}

/** The end of the two years the cases of every desk were made in. */
export const lastMoment = Date.UTC(2026, 10, 20, 8);
const span = 730 * 24 * 3_600_000;
const day = 24 * 3_600_000;

const products = loadCatalogue().products.map(({ id }) => id);
const outcomes = ["resolve", "escalate_to_microsoft", "own_plan_needed", "service_health_first"] as const;
/** "invoice" and "virtual" are both frequent and never meet; "quasar" is in one case of a thousand. */
const titles = [
  "Mail of one customer is late since this morning",
  "客戶的郵件延遲，重新登入也一樣",
  "Sign-in fails after the password was changed",
  "Teams calls drop after ten minutes",
  "无法登录门户，提示权限不足",
  "The invoice shows a licence nobody bought",
  "Virtual machine does not start in West Europe",
  "Outlook 無法傳送附件，超過大小限制",
  "SharePoint site is slow for all users of the branch",
  "订阅续订失败，付款方式被拒绝",
  "Backup of the file server stopped with error 0x80070005",
  "共用信箱看不到新郵件",
] as const;
const notes = [
  "Restarted the connector, waiting for the next run",
  "請客戶重新登入，並提供錯誤畫面",
  "Asked for the network trace of Tuesday",
  "客户已确认问题仍然存在",
  "Found in the message trace: quota exceeded",
] as const;

/** Spreads places evenly and always alike; primes keep the fields of a case apart from each other. */
function spread(place: number, prime: number, count: number): number {
  return Math.floor(((place * prime) % 1_000_003) / (1_000_003 / count));
}

export function personAt(place: number): Person {
  const local = localPeople[place];
  if (local !== undefined) return { id: local.aadObjectId, name: local.name };
  return { id: `00000000-0000-4000-8000-${String(place).padStart(12, "0")}`, name: `Person ${place}` };
}

export function channelAt(place: number): string {
  return `19:channel-${place}-0123456789abcdef0123456789abcdef@thread.tacv2`;
}

/** Cases are changed last in another order than they were made in. */
const shuffled = 2000;

export function makeCase(desk: Desk, place: number): MadeCase {
  const { size, customers, people, teams } = desk;
  const begin = place - (place % shuffled);
  const room = Math.min(shuffled, size - begin);
  const number = begin + (((place - begin) * 7919) % room) + 1;
  const step = span / size;
  const createdAt = new Date(lastMoment - span - day + number * step).toISOString();
  const updatedAt = new Date(lastMoment - span + (place + 1) * step).toISOString();
  const at = <Item>(list: readonly Item[], prime: number): Item => {
    const item = list[spread(place, prime, list.length)];
    if (item === undefined) throw new RangeError("a list has no such place");
    return item;
  };
  // Nine of ten are over; the others are spread over the states.
  const isOver = spread(place, 104_729, 10) > 0;
  const state = isOver
    ? spread(place, 613, 6) > 0
      ? "closed"
      : "resolved"
    : at(recordStates.slice(0, 4), 9973);
  const customer = spread(place, 7907, customers);
  const severity = severities[spread(place, 4099, 10) - 6] ?? "C";
  const isSent = spread(place, 2909, 5) > 0;
  const team = spread(place, 3331, teams);
  const requester = personAt(spread(place, 6007, people));
  const owner = personAt(spread(place, 5003, people));
  const base = sampleRecord();
  const rare = place % 1000 === 7 ? " after the quasar rollout" : "";
  const hasNote = spread(place, 1511, 5) < 2;
  const record: CaseRecord = {
    ...base,
    number,
    revision: hasNote ? 3 : 2,
    title: `${at(titles, 7919)}${rare}`,
    state,
    product: at(products, 8111),
    customer: { name: `Customer ${customer}`, domain: `customer${customer}.example` },
    requester,
    ...(isSent
      ? { team: { conversationId: channelAt(team), routeId: `route-${team}`, sentAt: createdAt } }
      : {}),
    ...(isSent && state !== "open" ? { owner } : {}),
    verdict: { ...base.verdict, severity, outcome: at(outcomes, 1009) },
    createdAt,
    updatedAt,
  };
  const line = (field: string, old: string | null, value: string, revision: number): HistoryEntry => ({
    ...{ at: revision === 1 ? createdAt : updatedAt, by: revision === 1 ? requester : owner },
    ...{ field, old, new: value, why: null, revision },
  });
  const history = [
    line("state", null, "open", 1),
    ...(state === "open" ? [] : [line("state", "open", state, 2)]),
    ...(hasNote ? [line("note", null, at(notes, 1753), 3)] : []),
  ];
  const isDue = !isOver && spread(place, 1201, 2) === 0;
  const dueAt = isDue
    ? new Date(lastMoment + (spread(place, 1301, 200) - 20) * 3_600_000).toISOString()
    : null;
  return { record, history, dueAt };
}
