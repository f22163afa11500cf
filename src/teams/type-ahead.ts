import { z } from "zod";
import { cleanUserText, shownLength } from "../cards/user-text";
import { textsOf } from "../locales/texts";
import type { Logger } from "../log";
import { createChoiceFinder } from "../turns/find-choices";
import { languageOf, type Workbench } from "../turns/turn";
import { datasets } from "../question-view";
import type { InboundActivity } from "./activity";
import { isInvoke } from "./invokes";

/** As many as Teams asks for, and shows. */
const mostResults = 15;
/** UTF-16 characters and places in a list; nobody types or scrolls further. */
const longestText = 200;
const deepest = 1000;

const SearchValue = z.looseObject({
  queryText: z.string().nullish(),
  queryOptions: z
    .looseObject({
      skip: z.int().nonnegative().max(deepest).default(0),
      top: z.int().positive().default(mostResults),
    })
    .nullish(),
  dataset: z.enum(datasets),
});

/** The body of the answer; null for an activity that asks for something else. */
export type TypeAhead = (activity: InboundActivity, tenantId: string) => Promise<object | null>;

/**
 * Answers what is typed into a picker of a card, also nothing. Its own code ran, so HTTP says 200 and the body what
 * became of it. Changes nothing and never throws; whose customers it looks through is the activity's to say.
 */
export function createTypeAhead(bench: Workbench, log: Logger): TypeAhead {
  const find = createChoiceFinder(bench);

  return async (activity, tenantId) => {
    if (!isInvoke(activity, "application/search")) return null;
    const { value, from, conversation, locale } = activity;
    const language = languageOf(null, locale ?? undefined);
    const query = SearchValue.safeParse(value);
    if (!query.success) return refuse(400, "BadRequest", textsOf(language)("notice.unknown_action"));
    const { queryText, queryOptions, dataset } = query.data;
    const userId = from.aadObjectId ?? from.id;
    try {
      const key = { tenantId, userId, conversationId: conversation.id, activityId: "" };
      const { profile } = await bench.store.loadTurn(key);
      const found = await find({
        ...{ tenantId, userId, dataset, language: languageOf(profile, locale ?? undefined) },
        text: (queryText ?? "").slice(0, longestText),
        skip: queryOptions?.skip ?? 0,
        top: Math.min(mostResults, queryOptions?.top ?? mostResults),
      });
      const results = found.map(({ title, value: chosen }) => ({
        title: cleanUserText(title, shownLength.name),
        value: chosen,
      }));
      return { statusCode: 200, type: "application/vnd.microsoft.search.searchResponse", value: { results } };
    } catch (error) {
      log.error({ err: error, dataset }, "a picker could not be searched");
      return refuse(500, "InternalServerError", textsOf(language)("notice.try_again"));
    }
  };
}

function refuse(statusCode: number, code: string, message: string): object {
  return { statusCode, type: "application/vnd.microsoft.error", value: { code, message } };
}
