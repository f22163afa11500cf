import { createScene } from "../cards/card-kit";
import type { CardKit } from "../cards/card-kit";
import { customerOf, joinFacts, productOf, severityLine, titleOf } from "../cards/case-words";
import { textsOf } from "../locales/texts";
import type { Logger } from "../log";
import { type CaseRecord, formatRecordNumber } from "../records/record";
import { createCaseFinder } from "../turns/find-cases";
import { languageOf, type Workbench } from "../turns/turn";
import type { Audience, View } from "../views";
import { type InboundActivity, timeZoneOf } from "./activity";
import { type CaseQuery, readCaseQuery } from "./read-case-query";
import type { Renderers } from "./replies";
import { withSharedRefresh } from "./shared-refresh";

const cardType = "application/vnd.microsoft.card.adaptive";
const previewType = "application/vnd.microsoft.card.thumbnail";

/** What cases are searched with and shown as. */
export interface CaseSearchParts {
  readonly bench: Workbench;
  readonly kit: CardKit;
  readonly renderers: Renderers;
  /** Whose links are ours; null: of any address. */
  readonly domain: string | null;
  readonly defaultTimeZone: string;
  readonly log: Logger;
}

/** The body of the answer; null for an activity that asks for something else. */
export type CaseSearch = (activity: InboundActivity, tenantId: string) => Promise<object | null>;

type Shared = Extract<View, { kind: "shared_case" }>;

/** One call of Teams, and the tenant it was authenticated for. */
interface Asked {
  readonly activity: InboundActivity;
  readonly tenantId: string;
}

/** Answers the search box and pasted links; null for every other activity. Changes nothing and never throws. */
export function createCaseSearch(parts: CaseSearchParts): CaseSearch {
  const { bench, domain, log } = parts;
  const find = createCaseFinder(bench);
  return async (activity, tenantId) => {
    const query = readCaseQuery(activity, domain);
    if (query === null) return null;
    const asked = { activity, tenantId };
    try {
      if (query.kind === "search") return await search(parts, find, asked, query);
      return query.kind === "link" ? await unfurl(parts, asked, query) : listResults([]);
    } catch (error) {
      log.error({ err: error, activityName: activity.name }, "a search failed");
      const audience = { language: languageOf(null, activity.locale ?? undefined) };
      return sayMessage(textsOf(audience.language)("notice.try_again"));
    }
  };
}

async function search(
  parts: CaseSearchParts,
  find: ReturnType<typeof createCaseFinder>,
  asked: Asked,
  query: Extract<CaseQuery, { kind: "search" }>,
): Promise<object> {
  const { tenantId } = asked;
  const { from } = asked.activity;
  const person = { id: from.aadObjectId ?? from.id, name: from.name ?? "" };
  const [audience, { records, isWhole }] = await Promise.all([
    readAudience(parts, asked),
    find({ tenantId, person, ...query }),
  ]);
  if (records.length > 0 || query.skip > 0)
    return listResults(records.map((record) => drawResult(parts, tenantId, record, audience)));
  const isOwn = query.text.trim() === "";
  return sayMessage(
    textsOf(audience.language)(isOwn ? "shared.none_own" : isWhole ? "shared.none" : "shared.none_newest"),
  );
}

async function unfurl(
  parts: CaseSearchParts,
  asked: Asked,
  { number, isAnonymous }: Extract<CaseQuery, { kind: "link" }>,
): Promise<object> {
  const { tenantId } = asked;
  const audience = await readAudience(parts, asked);
  // Teams keeps the answer for everybody and longer than rights last: what it holds is the number that was typed.
  const view = { kind: "shared_case", number, tenantId, record: null, shows: "number" } as const;
  const content = isAnonymous ? parts.renderers.card(view, audience) : drawShared(parts, view, audience);
  const say = textsOf(audience.language);
  const title = say("shared.heading", { number: formatRecordNumber(number) });
  const thumbnail = { title, text: say("shared.neutral") };
  return listResults([
    { contentType: cardType, content, preview: { contentType: previewType, content: thumbnail } },
  ]);
}

async function readAudience(
  { bench, defaultTimeZone }: CaseSearchParts,
  { activity, tenantId }: Asked,
): Promise<Audience> {
  const userId = activity.from.aadObjectId ?? activity.from.id;
  const key = { tenantId, userId, conversationId: activity.conversation.id, activityId: "" };
  const { profile } = await bench.store.loadTurn(key);
  const language = languageOf(profile, activity.locale ?? undefined);
  return { language, timeZone: timeZoneOf(activity, defaultTimeZone), now: bench.now() };
}

function drawShared({ renderers }: CaseSearchParts, view: Shared, audience: Audience): object {
  return withSharedRefresh(renderers.card(view, audience), view, renderers.summary(view, audience));
}

function drawResult(
  parts: CaseSearchParts,
  tenantId: string,
  record: CaseRecord,
  audience: Audience,
): object {
  const { number } = record;
  const view = { kind: "shared_case", number, tenantId, record, shows: "state" } as const;
  return {
    contentType: cardType,
    content: drawShared(parts, view, audience),
    preview: { contentType: previewType, content: preview(parts.kit, record, audience) },
  };
}

function listResults(attachments: readonly object[]): object {
  return { composeExtension: { type: "result", attachmentLayout: "list", attachments } };
}

function sayMessage(text: string): object {
  return { composeExtension: { type: "message", text } };
}

/** Seen by who searches, and by nobody else. A thumbnail may be read as markup, so signs of it are taken out. */
function preview(kit: CardKit, record: CaseRecord, audience: Audience): object {
  const scene = createScene(kit, audience);
  const number = formatRecordNumber(record.number);
  const title = titleOf(record, 120);
  const product = productOf(scene, record);
  const facts = [
    scene.say(`state.${record.state}`),
    severityLine(scene, record),
    customerOf(record),
    // What stands for a title is not said twice.
    title === "" ? "" : product,
  ];
  return {
    title: plainWords(joinFacts(scene, [number, title || product])),
    text: plainWords(joinFacts(scene, facts)),
  };
}

function plainWords(text: string): string {
  return text
    .replace(/[<>&*_`~[\]()#|\\]/g, " ")
    .replace(/ +/g, " ")
    .trim();
}
