import { createHash } from "node:crypto";
import type { z } from "zod";
import { tellOfChange } from "../../escalation/tell-of-change";
import { languageOfLocale, textsOf } from "../../locales/texts";
import { addNote, changeState } from "../../records/change-record";
import type { CaseRecord } from "../../records/record";
import type { TeamAction } from "../../records/permissions";
import { actionOf, refusalFor } from "../../turns/may-do";
import type { Notice } from "../../views";
import type { TurnKey } from "../../storage/store";
import { describeRecord, tagOf } from "./describe-record";
import { type Answer, answerProblem } from "./problem";
import { answerRecord, type Call, type Desk, findReadable } from "./records-api";
import { NewNote, NewState } from "./wire";

type Values = Readonly<Record<string, string>>;

/** What a change takes, and the pure step of the cards that makes it. */
interface Kind {
  readonly name: string;
  readonly body: z.ZodObject;
  readonly change: typeof addNote;
  /** What it is in the table of who may do what. */
  readonly action: (record: CaseRecord, values: Values) => TeamAction;
  /** The card's input ids for fields that are called otherwise here. */
  readonly inputs: Values;
}

const note: Kind = { name: "note", body: NewNote, change: addNote, action: () => "note", inputs: {} };
const state: Kind = {
  name: "state",
  body: NewState,
  change: changeState,
  action: (record, values) => actionOf(record, "state", values["newState"]),
  inputs: { state: "newState" },
};

/** Adds a note. */
export function postNote(desk: Desk, call: Call): Promise<Answer> {
  return changeCase(desk, call, note);
}

/** Changes the state. */
export function postState(desk: Desk, call: Call): Promise<Answer> {
  return changeCase(desk, call, state);
}

/**
 * Makes a change as a card would: on the revision the caller has seen, with history, once. A call repeated under the
 * same key is answered with the case as it is.
 */
async function changeCase(desk: Desk, call: Call, kind: Kind): Promise<Answer> {
  const request = readChange(call, kind);
  if (request.kind === "wrong") return request.answer;
  const record = await findReadable(desk, call);
  if (record === null) return answerProblem("not-found");
  if (request.seen === null) return answerProblem("no-precondition");
  const key = keyOf(desk, call, kind, record);
  if ((await desk.store.loadTurn(key)).seen) return answerRecord(record);
  if (request.seen !== tagOf(record)) return answerStale(record);
  const refusal = await refusalFor({ ...desk, ...call.caller }, record, kind.action(record, request.values));
  if (refusal !== undefined) return answerNotAllowed(call, kind, refusal);
  const at = desk.now().toISOString();
  const change = kind.change(record, request.values, { by: call.caller.person, at, timeZone: "UTC" });
  if (change.kind === "refused") return answerRefused(call, kind, change.errors);
  const { record: after, history } = change;
  const { tenantId, person: actor } = call.caller;
  const told = { store: desk.store, tenantId, after, history, actor, at };
  const deliveries = await tellOfChange({ ...told, answeredIn: null, writtenIn: null });
  const saved = await desk.store.saveTurn({ key, at, updateRecord: after, history, deliveries });
  if (saved.kind === "saved") return answerRecord(change.record);
  // Somebody else was faster, or this very call came twice at once.
  const present = (await findReadable(desk, call)) ?? record;
  return saved.kind === "repeated" ? answerRecord(present) : answerStale(present);
}

type ChangeRequest =
  | { readonly kind: "read"; readonly values: Values; readonly seen: string | null }
  | { readonly kind: "wrong"; readonly answer: Answer };

function readChange({ headers, body }: Call, { body: shape, inputs }: Kind): ChangeRequest {
  const seen = headers["if-match"] ?? null;
  if (seen !== null && !/^"[1-9]\d{0,8}"$/.test(seen)) return wrongParameter("if-match");
  const key = headers["idempotency-key"];
  if (key !== undefined && (typeof key !== "string" || !/^[\x21-\x7e]{1,128}$/.test(key)))
    return wrongParameter("idempotency-key");
  const parsed = shape.safeParse(body);
  if (!parsed.success) {
    const wrong = Object.keys(shape.shape).find((name) => name === parsed.error.issues[0]?.path[0]);
    return wrong === undefined
      ? { kind: "wrong", answer: answerProblem("bad-body") }
      : { kind: "wrong", answer: answerProblem("bad-body", { parameter: wrong }) };
  }
  const values = Object.entries(parsed.data).flatMap(([name, value]) =>
    typeof value === "string" ? [[inputs[name] ?? name, cleanText(value)] as const] : [],
  );
  return { kind: "read", values: Object.fromEntries(values), seen };
}

function wrongParameter(parameter: string): ChangeRequest {
  return { kind: "wrong", answer: answerProblem("bad-parameter", { parameter }) };
}

/** What no person types and no database takes, as in the inputs of a card. */
function cleanText(text: string): string {
  return text.replaceAll("\u0000", "").toWellFormed();
}

/**
 * The key of a call is the caller's own and of this very change: nobody can use up another's, and another change
 * under an old key is not taken for a repeat of it.
 */
function keyOf(
  { newId }: Desk,
  { caller, headers, body }: Call,
  { name }: Kind,
  record: CaseRecord,
): TurnKey {
  const key = headers["idempotency-key"] ?? newId();
  const whole = JSON.stringify([caller.person.id, name, record.number, key, body]);
  return {
    tenantId: caller.tenantId,
    userId: caller.person.id,
    conversationId: "api",
    activityId: createHash("sha256").update(whole).digest("hex"),
  };
}

function answerStale(record: CaseRecord): Answer {
  return answerProblem("stale", { record: describeRecord(record) }, { etag: tagOf(record) });
}

/** Who may not do it is told so as on a card, and by whom the case is. */
function answerNotAllowed({ headers }: Call, { name }: Kind, { key, values }: Notice): Answer {
  const say = textsOf(languageOfLocale(headers["accept-language"]));
  const errors = [{ field: name, code: "not_allowed", message: say(`notice.${key}`, values) }];
  return answerProblem("refused", { errors });
}

/** The reasons in the caller's language, under the names of this API. */
function answerRefused({ headers }: Call, { inputs }: Kind, errors: Values): Answer {
  const say = textsOf(languageOfLocale(headers["accept-language"]));
  const names = new Map(Object.entries(inputs).map(([name, input]) => [input, name]));
  const reasons = Object.entries(errors).map(([input, code]) => ({
    field: names.get(input) ?? input,
    code,
    message: say(`error.${code}`),
  }));
  return answerProblem("refused", { errors: reasons });
}
