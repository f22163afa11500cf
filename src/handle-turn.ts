import type { Input } from "./input";
import { planTurn } from "./turns/plan-turn";
import { presentSubject } from "./turns/present-subject";
import { tellOthers } from "./turns/tell-others";
import { languageOf, type Plan, readCustomers, type Scene, type Turn, type Workbench } from "./turns/turn";
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
