import { type Customer, customerKey } from "../directory/customer";
import { askedQuestions } from "../intake/advance";
import type { Intake } from "../intake/intake";
import type { Filling } from "../intake/question-views";
import { viewIntake } from "../intake/view-intake";
import { mayRead } from "../records/may-read";
import type { CaseRecord, HistoryEntry } from "../records/record";
import type { Notice, View } from "../views";
import type { Decision } from "./decision";
import { findSimilar } from "./find-similar";
import { readReader } from "./reader";
import { type Plan, type Scene, wordingOf, withNotice } from "./turn";

/** Where the person's newest intake stands; a greeting where there is none. Changes nothing. */
export async function presentState(scene: Scene, notice?: Notice): Promise<View> {
  // What somebody does in their own chat is nothing for a channel.
  if (scene.turn.channel !== undefined)
    return notice === undefined ? { kind: "channel" } : { kind: "message", notice };
  const { intake } = scene.context;
  return intake === null ? withNotice({ kind: "greeting" }, notice) : presentIntake(scene, intake, notice);
}

/** Where an intake stands: its page, its Undo, or the record it led to. */
export async function presentIntake(
  scene: Scene,
  intake: Intake,
  notice?: Notice,
  refused?: Filling,
  changes: readonly HistoryEntry[] = [],
): Promise<View> {
  if (intake.state === "done") {
    const record = await findOwnRecord(scene, intake.recordNumber ?? 0);
    return record === null ? withNotice({ kind: "greeting" }, notice) : presentRecord(scene, record, notice);
  }
  const { profile } = scene.context;
  const asksCustomer = askedQuestions(intake, profile, scene.bench).some(({ id }) => id === "customer");
  const wording = wordingOf(
    scene,
    asksCustomer ? await offerFirst(scene, refused?.values["customer"] ?? intake.draft["customer"]) : [],
  );
  const view = viewIntake({ intake, profile, ground: scene.bench, wording, notice, refused });
  return view.kind === "page" && changes.length > 0 ? { ...view, changes } : view;
}

/** The customers with the one that was chosen or read from the first message in front: a card offers only so many. */
async function offerFirst(scene: Scene, key: string | undefined): Promise<readonly Customer[]> {
  const customers = await scene.customers();
  const read = key === undefined ? undefined : customers.find((customer) => customerKey(customer) === key);
  return read === undefined ? customers : [read, ...customers.filter((customer) => customer !== read)];
}

/** The live card of a record; in a channel the team's. */
export async function presentRecord(scene: Scene, record: CaseRecord, notice?: Notice): Promise<View> {
  const { tenantId } = scene.turn.key;
  if (scene.turn.channel !== undefined) {
    const history = await scene.bench.store.readHistory(tenantId, record.number);
    return withNotice({ kind: "team_case", record, history }, notice);
  }
  const [history, similar, files] = await Promise.all([
    scene.bench.store.readHistory(tenantId, record.number),
    findSimilar(scene, record),
    scene.bench.store.listFiles(tenantId, record.number),
  ]);
  const view = { kind: "verdict", record, history, files, profile: scene.context.profile } as const;
  return withNotice(similar === null ? view : { ...view, similar }, notice);
}

/**
 * A record this person may work on; any other answers exactly like one that does not exist. A channel may work on the
 * cases that were sent to it, and on no others.
 */
export async function findOwnRecord(scene: Scene, number: number): Promise<CaseRecord | null> {
  const { tenantId, userId } = scene.turn.key;
  const { channel } = scene.turn;
  const record = number < 1 ? null : await scene.bench.store.findRecord(tenantId, number);
  if (channel !== undefined) return record?.team?.conversationId === channel.conversationId ? record : null;
  if (record === null) return null;
  const { access, channels } = await readReader(scene.bench, tenantId, scene.turn.person);
  return mayRead(record, userId, access, channels) ? record : null;
}

/** Saves what was decided and shows the case with what has happened. */
export function carryOut(
  scene: Scene,
  { change, notice }: Extract<Decision, { readonly kind: "changed" }>,
): Plan {
  return { change, show: (saved) => presentRecord(scene, saved ?? change.updateRecord, notice) };
}
