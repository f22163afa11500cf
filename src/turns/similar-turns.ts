import type { Change } from "../records/change-record";
import { isUnfinished } from "../records/life-cycle";
import { joinRecord, type LinkKind, linkRecord, unlinkRecord } from "../records/link-records";
import type { CaseRecord } from "../records/record";
import { isSimilar } from "../records/similar-cases";
import { type Decision, notNow } from "./decision";
import { actOf } from "./act-of";
import { carryOut, findOwnRecord, presentRecord, presentState } from "./present";
import { type Plan, type Scene, showing } from "./turn";

interface LinkClick {
  readonly record: number;
  readonly recordRevision: number;
  readonly other: number;
  readonly how: LinkKind;
}

/** Links a record with a similar case of the tenant, joins it to the one that leads that case, or takes both back. */
export async function planLink(
  scene: Scene,
  { record: number, recordRevision, other, how }: LinkClick,
): Promise<Plan> {
  const record = await findOwnRecord(scene, number);
  if (record === null) return showing(await presentState(scene, { key: "record_unknown" }));
  if (record.revision !== recordRevision)
    return showing(await presentRecord(scene, record, { key: "stale" }));
  const decision = await decideLink(scene, record, other, how);
  return decision.kind === "changed"
    ? carryOut(scene, decision)
    : showing(await presentRecord(scene, record, notNow.notice));
}

/** Changes what a case says of another one. */
export async function decideLink(
  scene: Scene,
  record: CaseRecord,
  other: number,
  how: LinkKind,
): Promise<Decision> {
  const change = isUnfinished(record.state) ? await changeLink(scene, record, other, how) : null;
  if (change?.kind !== "changed") return notNow;
  const { record: updateRecord, history } = change;
  const key = how === "unlink" ? "case_unlinked" : "case_linked";
  return { kind: "changed", change: { updateRecord, history }, notice: { key } };
}

/** A case that is not similar is refused exactly like one that does not exist: a made-up number tells nothing. */
async function changeLink(
  scene: Scene,
  record: CaseRecord,
  other: number,
  how: LinkKind,
): Promise<Change | null> {
  const act = actOf(scene);
  if (how === "unlink") return unlinkRecord(record, other, act);
  const found = await scene.bench.store.findRecord(scene.turn.key.tenantId, other);
  if (found === null || !isSimilar(record, found)) return null;
  return how === "link" ? linkRecord(record, found, act) : joinRecord(record, found, act);
}
