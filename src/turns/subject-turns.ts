import { isLeadOf } from "../escalation/roles";
import { foldText } from "../fold-text";
import { exportSubject } from "../privacy/export-subject";
import type { ErasedSubject } from "../privacy/privacy-store";
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

/** Erases it for good. The turn itself is saved first, so that the same click has no second effect. */
export async function planSubjectErase(scene: Scene, subject: ErasedSubject): Promise<Plan> {
  if (!(await isAskedByLead(scene))) return refuse();
  const { turn, bench } = scene;
  const { tenantId, userId: by } = turn.key;
  return {
    change: {},
    show: async () => {
      await bench.erase({ tenantId, ...subject, by });
      return { kind: "message", notice: { key: "subject_erased" } };
    },
  };
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
