import { createHash } from "node:crypto";
import { listEvidenceInputs } from "../../evidence/evidence-inputs";
import { languageOfLocale, textsOf } from "../../locales/texts";
import { noteLimit } from "../../records/change-record";
import type { CaseRecord } from "../../records/record";
import type { TurnKey } from "../../storage/store";
import { tellOthers } from "../../turns/tell-others";
import type { Notice } from "../../views";
import { type CaseChange, caseChanges, fieldNames, readValues, type Values } from "./case-changes";
import { describeRecord, tagOf } from "./describe-record";
import { type Call, callPlace, type Desk, findReadable, openScene } from "./desk";
import { type Answer, answerProblem } from "./problem";
import { answerRecord } from "./records-api";

/** The handler of each change. */
export function changeBy(id: keyof typeof caseChanges): (desk: Desk, call: Call) => Promise<Answer> {
  return (desk, call) => changeCase(desk, call, id, caseChanges[id]);
}

/**
 * Makes a change as a card would: on the revision the caller has seen, with history, once. A call repeated under the
 * same key is answered with the case as it is.
 */
async function changeCase(desk: Desk, call: Call, id: string, kind: CaseChange): Promise<Answer> {
  const request = readChange(call, kind);
  if (request.kind === "wrong") return request.answer;
  const record = await findReadable(desk, call);
  if (record === null) return answerProblem("not-found");
  if (request.seen === null) return answerProblem("no-precondition");
  const key = keyOf(desk, call, id, record);
  const scene = await openScene(desk, call, key.activityId);
  if (scene.context.seen) return answerRecord(record);
  if (request.seen !== tagOf(record)) return answerStale(record);
  const decision = await kind.decide(scene, record, request.values);
  if (decision.kind === "denied") return answerDenied(call, kind, decision.notice);
  if (decision.kind === "refused") return answerRefused(call, record, decision.errors);
  const change = await tellOthers(scene, decision.change);
  const saved = await desk.bench.store.saveTurn({ key, at: scene.audience.now, ...change });
  if (saved.kind === "saved") return answerRecord(saved.record ?? decision.change.updateRecord ?? record);
  // Somebody else was faster, or this very call came twice at once.
  const present = (await findReadable(desk, call)) ?? record;
  return saved.kind === "repeated" ? answerRecord(present) : answerStale(present);
}

type ChangeRequest =
  | { readonly kind: "read"; readonly values: Values; readonly seen: string | null }
  | { readonly kind: "wrong"; readonly answer: Answer };

function readChange({ headers, body }: Call, { body: shape, inputs }: CaseChange): ChangeRequest {
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
  return { kind: "read", values: readValues(parsed.data, inputs), seen };
}

function wrongParameter(parameter: string): ChangeRequest {
  return { kind: "wrong", answer: answerProblem("bad-parameter", { parameter }) };
}

/**
 * The key of a call is the caller's own and of this very change: nobody can use up another's, and another change
 * under an old key is not taken for a repeat of it.
 */
function keyOf({ bench }: Desk, { caller, headers, body }: Call, id: string, record: CaseRecord): TurnKey {
  const key = headers["idempotency-key"] ?? bench.newId();
  const whole = JSON.stringify([caller.person.id, id, record.number, key, body]);
  return {
    tenantId: caller.tenantId,
    userId: caller.person.id,
    conversationId: callPlace,
    activityId: createHash("sha256").update(whole).digest("hex"),
  };
}

function answerStale(record: CaseRecord): Answer {
  return answerProblem("stale", { record: describeRecord(record) }, { etag: tagOf(record) });
}

/** Who may not do it is told so as on a card, and by whom the case is. */
function answerDenied({ headers }: Call, { field }: CaseChange, { key, values }: Notice): Answer {
  const say = textsOf(languageOfLocale(headers["accept-language"]));
  const errors = [{ field, code: "not_allowed", message: say(`notice.${key}`, values) }];
  return answerProblem("refused", { errors });
}

/** The reasons in the caller's language, under the names of this API. */
function answerRefused({ headers }: Call, record: CaseRecord, errors: Values): Answer {
  const say = textsOf(languageOfLocale(headers["accept-language"]));
  const limits = new Map(listEvidenceInputs(record).map(({ id, maxLength }) => [id, maxLength]));
  const reasons = Object.entries(errors).map(([input, code]) => ({
    field: fieldNames.get(input) ?? input,
    code,
    message: say(`error.${code}`, { maxLength: limits.get(input) ?? noteLimit }),
  }));
  return answerProblem("refused", { errors: reasons });
}
