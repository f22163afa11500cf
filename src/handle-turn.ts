import type { Input } from "./input";
import { planClick } from "./turns/aside-turns";
import { planChannel, planJoinedTeam } from "./turns/channel-turns";
import { planPlaceLost, planPlaceRenamed } from "./turns/end-routes";
import { planFiles } from "./turns/file-turns";
import { findIntake, planDiscard, planResume, planStart, planStartFromMessage } from "./turns/intake-turns";
import { findOwnRecord, presentIntake, presentRecord, presentState } from "./turns/present";
import { planLanguage, planProfile, planSaveProfile } from "./turns/profile-turns";
import {
  planCases,
  planEditRecord,
  planHandOver,
  planRecordChange,
  planRecordFile,
  planRecordForm,
  planRecordMenu,
} from "./turns/record-turns";
import { planReport } from "./turns/report-turns";
import { planRoute, presentRoutes } from "./turns/route-turns";
import { planSubjectErase, planSubjectExport, presentErased } from "./turns/subject-turns";
import { presentShared } from "./turns/shared-turns";
import { planLink } from "./turns/similar-turns";
import { planSteps } from "./turns/step-turns";
import { planSend, planTake, planThreadNote } from "./turns/team-turns";
import { refusalOf } from "./turns/may-do";
import { tellOthers } from "./turns/tell-others";
import { planGreeting, planText } from "./turns/text-turns";
import {
  languageOf,
  type Plan,
  readCustomers,
  type Scene,
  showing,
  type Turn,
  type Workbench,
} from "./turns/turn";
import type { CaseRecord } from "./records/record";
import type { MetPerson } from "./storage/store";
import type { Audience, Notice, NoticeKey, View } from "./views";
import type { Language } from "./vocabulary";

/** What a turn is answered with. */
export interface Reply {
  readonly view: View;
  readonly audience: Audience;
}

/**
 * The use case of the product: read once, decide purely, save everything in one transaction, show the result.
 * A repeated activity, or one that lost a race, changes nothing and is answered with the present state.
 * Throws `StorageError` when the database cannot be read or written; then nothing is half saved.
 */
export async function handleTurn(turn: Turn, bench: Workbench): Promise<Reply> {
  for (let tries = 1; ; tries += 1) {
    const scene = await readScene(turn, bench);
    if (scene.context.seen) return presentAgain(scene, undefined);
    const plan = await planTurn(scene, turn.input);
    if (plan.change === undefined) return showOrRepeat(scene, await plan.show(null));
    const people = plan.change.people ?? meetInChat(scene, plan);
    const change = { ...(await tellOthers(scene, plan.change)), people };
    const { key, click } = turn;
    const saved = await bench.store.saveTurn({
      ...{ key, at: scene.audience.now, ...(click === undefined ? {} : { click }) },
      ...change,
    });
    if (saved.kind === "saved") {
      const { profile } = change;
      const language = profile === undefined ? scene.audience.language : languageOf(profile, turn.locale);
      return { view: await plan.show(saved.record), audience: { ...scene.audience, language } };
    }
    const isLost = saved.kind === "repeated" || !rests.includes(turn.input.kind) || tries === mostTries;
    if (isLost) return presentAgain(scene, await sayLost(scene, saved.kind));
  }
}

/** What tells somebody that they were too late. */
const lateNotices: readonly NoticeKey[] = ["stale", "changed_meanwhile", "route_stale"];

/** Nothing is to be done; but whose very click was carried out before, under another id, was not late. */
async function showOrRepeat(scene: Scene, view: View): Promise<Reply> {
  const notice = "notice" in view ? view.notice : undefined;
  const isLate = notice !== undefined && lateNotices.includes(notice.key);
  if (isLate && (await wasDone(scene))) return presentAgain(scene, undefined);
  return { view, audience: scene.audience };
}

async function sayLost(scene: Scene, kind: "repeated" | "conflict"): Promise<Notice | undefined> {
  return kind === "repeated" || (await wasDone(scene)) ? undefined : { key: "stale" };
}

/** Teams, and people who got no answer in time, bring a click again that has had its effect. */
async function wasDone({ turn: { key, click }, bench }: Scene): Promise<boolean> {
  return click !== undefined && (await bench.store.hasClicked(key.tenantId, key.conversationId, click));
}

/** What happens in a channel and is about no case. */
const inPlaces: readonly Input["kind"][] = ["channel", "joined_team", "place_lost", "place_renamed"];

/**
 * What does not rest on what the person saw is tried again when somebody else was faster. What is typed answers whatever
 * is asked when its turn comes, as it does when one instance takes two messages one after the other.
 */
const rests: readonly Input["kind"][] = [
  "text",
  "channel",
  "record_send",
  "case_take",
  "thread_text",
  "place_lost",
  "place_renamed",
];
/** Twenty messages at once reach two instances, and each of them may be overtaken by all that the other one takes. */
const mostTries = 50;
/** Whoever begins to use the bot in a personal chat can be mentioned in a channel later. */
function meetInChat({ turn, context }: Scene, { change }: Plan): readonly MetPerson[] {
  const begins = context.profile === null && context.intake === null;
  const isNew = begins && (change?.profile !== undefined || change?.intake !== undefined);
  if (!isNew || turn.person.name === "") return [];
  return [{ place: turn.key.conversationId, person: turn.person, leads: false }];
}

async function readScene(turn: Turn, bench: Workbench): Promise<Scene> {
  const context = await bench.store.loadTurn(turn.key);
  const language = (await languageOfChannel(turn, bench)) ?? languageOf(context.profile, turn.locale);
  const scene = { turn, bench, context, audience: { language, timeZone: turn.timeZone, now: bench.now() } };
  return { ...scene, customers: readCustomers(scene) };
}

/** In a channel everybody sees one card, in the channel's language. */
async function languageOfChannel(
  { channel, key }: Turn,
  { store }: Workbench,
): Promise<Language | undefined> {
  if (channel === undefined) return undefined;
  const routes = await store.listRoutes(key.tenantId);
  return routes.find(({ conversationId }) => conversationId === channel.conversationId)?.language;
}

/** Reads afresh, because somebody else was faster, and shows what the click was about as it stands now. */
async function presentAgain(before: Scene, notice: Notice | undefined): Promise<Reply> {
  const scene = await readScene(before.turn, before.bench);
  return { view: await presentSubject(scene, notice), audience: scene.audience };
}

async function presentSubject(scene: Scene, notice: Notice | undefined): Promise<View> {
  const { input } = scene.turn;
  if (input.kind === "save_profile") return planProfile(scene).show(null);
  if (input.kind === "language") return { kind: "language", current: scene.audience.language };
  if (input.kind === "route") return presentRoutes(scene, input.route, notice);
  if (inPlaces.includes(input.kind)) return { kind: "channel" };
  if (input.kind === "thread_text" && notice === undefined)
    return (await planThreadNote(scene, input.text)).show(null);
  // The case that was left is not what comes after leaving it.
  if (input.kind === "discard") return presentState(scene, notice);
  if (input.kind === "subject_erase") return presentErased(scene, input.subject);
  const number = "record" in input ? input.record : undefined;
  const record = number === undefined ? null : await findOwnRecord(scene, number);
  if (record !== null) return presentRecord(scene, record, notice ?? (await sayOwner(scene, record)));
  const intakeId = "intakeId" in input ? input.intakeId : undefined;
  const intake = intakeId === undefined ? null : await findIntake(scene, intakeId);
  return intake === null
    ? presentState(scene, notice)
    : presentIntake(scene, { ...intake, mode: "card" }, notice);
}

/** Who clicked Take once more, or too late, is told who has the case. */
function sayOwner(scene: Scene, record: CaseRecord): Promise<Notice | undefined> | undefined {
  return scene.turn.input.kind === "case_take" ? refusalOf(scene, record, "take") : undefined;
}

async function planTurn(scene: Scene, input: Input): Promise<Plan> {
  switch (input.kind) {
    case "text":
      if (input.files !== undefined) return planFiles(scene, input.text, input.files);
      return planText(scene, input.text);
    case "joined":
      return planJoined(scene);
    case "channel":
      return planChannel(scene, input.text);
    case "joined_team":
      return planJoinedTeam(scene, input);
    case "place_lost":
      return planPlaceLost(scene, input);
    case "place_renamed":
      return planPlaceRenamed(scene, input);
    case "route":
      return planRoute(scene, input.route);
    case "start":
      return planStart(scene, "", input.fresh);
    case "start_from_message":
      return planStartFromMessage(scene, input);
    case "discard":
      return planDiscard(scene, input.intakeId);
    case "intake":
      return planClick(scene, input);
    case "resume":
      return planResume(scene, input.intakeId);
    case "show":
      return showing(await presentSubject(scene, undefined));
    case "edit_record":
      return planEditRecord(scene, input.record, input.recordRevision);
    case "shared_case":
      return showing(await presentShared(scene, input.record, input.cardTenant));
    case "record_menu":
      return planRecordMenu(scene, input.record);
    case "record_form":
      return planRecordForm(scene, input.record, input.form, input.values);
    case "record_send":
      return planSend(scene, input.record);
    case "case_take":
      return planTake(scene, input.record);
    case "thread_text":
      return planThreadNote(scene, input.text);
    case "hand_over":
      return planHandOver(scene, input);
    case "record_change":
      return planRecordChange(scene, input);
    case "record_steps":
      return planSteps(scene, input);
    case "record_link":
      return planLink(scene, input);
    case "record_file":
      return planRecordFile(scene, input.record);
    case "subject_export":
      return planSubjectExport(scene, input.subject);
    case "subject_erase":
      return planSubjectErase(scene, input.subject);
    case "file_declined":
      return showing({ kind: "message", notice: { key: "file_declined" } });
    case "cases":
      return planCases(scene, input.offset);
    case "report":
      return planReport(scene, input);
    case "profile":
      return planProfile(scene);
    case "save_profile":
      return planSaveProfile(scene, input.values);
    case "help":
      return showing({ kind: "help" });
    case "language":
      return planLanguage(scene, input.language);
    case "unknown":
      return showing(await presentState(scene, { key: "unknown_action" }));
  }
}

/** Added to a personal chat: the welcome, once; whoever was welcomed already is left in peace. */
function planJoined(scene: Scene): Plan {
  return scene.context.profile?.welcomed === true ? showing({ kind: "greeting" }) : planGreeting(scene);
}
