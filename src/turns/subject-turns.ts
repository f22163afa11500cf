import { isLeadOf } from "../escalation/roles";
import { foldText } from "../fold-text";
import { makePseudonym } from "../privacy/erase-subject";
import { exportSubject } from "../privacy/export-subject";
import type { ErasedSubject } from "../privacy/privacy-store";
import type { View } from "../views";
import { type Plan, type Scene, showing } from "./turn";

/** The most people a name is looked up among. */
const knownPeople = 1000;

/** Says a lead how much is held about somebody or a customer, and offers to take it out or to erase it. */
export async function planSubject(scene: Scene, asked: ErasedSubject): Promise<Plan> {
  if (!(await isAskedByLead(scene))) return refuse();
  const subject = await findSubject(scene, asked);
  const { tables } = await readSubject(scene, subject);
  const rows = Object.values(tables).reduce((sum, found) => sum + found.length, 0);
  return showing({ kind: "subject_data", subject, name: asked.id, rows });
}

/** All of it as a file, which the lead may accept. */
export async function planSubjectExport(scene: Scene, subject: ErasedSubject): Promise<Plan> {
  if (!(await isAskedByLead(scene))) return refuse();
  const held = await readSubject(scene, subject);
  return showing({ kind: "data_offer", subject, content: JSON.stringify(held, null, 2) });
}

/** Erases it for good: it begins with the turn, so that the same click has no second effect and this one its effect. */
export async function planSubjectErase(scene: Scene, subject: ErasedSubject): Promise<Plan> {
  if (!(await isAskedByLead(scene))) return refuse();
  const { turn, bench } = scene;
  const { tenantId, userId: by } = turn.key;
  const erasure = { ...subject, by, pseudonym: makePseudonym(bench.newId) };
  return {
    change: { erasure },
    show: async () => {
      await bench.erase({ ...erasure, tenantId });
      return showErased(subject);
    },
  };
}

/** After a click that came again: what it has begun is at its end when this says so. */
export async function presentErased({ turn, bench }: Scene, subject: ErasedSubject): Promise<View> {
  const { tenantId, userId: by } = turn.key;
  const open = (await bench.store.openErasures()).find(
    (one) => one.tenantId === tenantId && one.kind === subject.kind && one.id === subject.id,
  );
  if (open !== undefined) await bench.erase({ ...open, by });
  return showErased(subject);
}

/** In place of the card that offered it, which would offer it again. */
function showErased(subject: ErasedSubject): View {
  return { kind: "subject_data", subject, name: "", rows: 0, notice: { key: "subject_erased" } };
}

function refuse(): Plan {
  return showing({ kind: "message", notice: { key: "subject_denied" } });
}

function isAskedByLead({ turn: { key, person }, bench }: Scene): Promise<boolean> {
  return isLeadOf(bench.store, key.tenantId, bench.leads, person);
}

function readSubject({ turn, bench }: Scene, subject: ErasedSubject) {
  return exportSubject(bench.store, turn.key.tenantId, subject, bench.now());
}

/** A person may be named as they were met, where only one goes by that name. */
async function findSubject({ turn, bench }: Scene, { kind, id }: ErasedSubject): Promise<ErasedSubject> {
  if (kind === "customer") return { kind, id };
  const met = await bench.store.listPeople(turn.key.tenantId, knownPeople);
  const named = new Set(met.filter(({ name }) => foldText(name) === foldText(id)).map((one) => one.id));
  const [only] = named;
  return { kind, id: only !== undefined && named.size === 1 ? only : id };
}
