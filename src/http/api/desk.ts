import type { IncomingHttpHeaders } from "node:http";
import { IANAZone } from "luxon";
import type { ProductKit } from "../../cards/create-card-kit";
import type { FileStore } from "../../files/file-store";
import { languageOfLocale } from "../../locales/texts";
import { type CaseReader, mayRead } from "../../records/may-read";
import { type CaseRecord, parseRecordNumber } from "../../records/record";
import type { Search } from "../../search/search";
import { readReader } from "../../turns/reader";
import { readCustomers, type Scene, type Workbench } from "../../turns/turn";
import type { Caller } from "./caller";

/** What the API works with. */
export interface Desk {
  readonly bench: Workbench;
  readonly kit: ProductKit;
  /** The bytes of kept files. */
  readonly files: Pick<FileStore, "read">;
  readonly isLocal: boolean;
  /** Reads what somebody searches for; null where that is nothing. */
  readonly readSearch: (text: string) => Search | null;
}

/** One call, after it is known who makes it. */
export interface Call {
  readonly caller: Caller;
  /** The values of the path by their names, as they came. */
  readonly path: Readonly<Record<string, string>>;
  /** The query without its question mark. */
  readonly search: string;
  readonly headers: IncomingHttpHeaders;
  /** The parsed JSON; undefined when it is none. */
  readonly body: unknown;
}

/** Calls stand beside the chats of their person; no chat has this id. */
export const callPlace = "api";

/**
 * The caller as a turn would have them: what may be done is decided by the very steps of the cards. Words are in the
 * language of `Accept-Language`, clock times are meant in the zone of `X-Time-Zone`.
 */
export async function openScene({ bench }: Desk, call: Call, activityId = ""): Promise<Scene> {
  const { tenantId, person } = call.caller;
  const key = { tenantId, userId: person.id, conversationId: callPlace, activityId };
  const locale = call.headers["accept-language"];
  const timeZone = zoneOf(call);
  const turn = { key, person, input: { kind: "show" }, locale, timeZone } as const;
  const context = await bench.store.loadTurn(key);
  const audience = { language: languageOfLocale(locale), timeZone, now: bench.now() };
  const scene = { turn, bench, context, audience };
  return { ...scene, customers: readCustomers(scene) };
}

/** A zone nobody knows counts as not said. */
function zoneOf({ headers }: Call): string {
  const zone = headers["x-time-zone"];
  return typeof zone === "string" && zone.length < 64 && IANAZone.isValidZone(zone) ? zone : "UTC";
}

/** How far the caller may look. */
export function readerOf({ bench }: Desk, { caller: { tenantId, person } }: Call): Promise<CaseReader> {
  return readReader(bench, tenantId, person);
}

/** The record the path names; null alike when there is none, it is not the caller's, or the number is none. */
export async function findReadable(desk: Desk, call: Call): Promise<CaseRecord | null> {
  const parsed = parseRecordNumber(call.path["number"] ?? "");
  if (parsed === null) return null;
  const [record, { userId, access, channels }] = await Promise.all([
    desk.bench.store.findRecord(call.caller.tenantId, parsed),
    readerOf(desk, call),
  ]);
  return record !== null && mayRead(record, userId, access, channels) ? record : null;
}
