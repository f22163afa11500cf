import { inOrder } from "../escalation/route";
import type { CallResult } from "../escalation/judge-answer";
import type { CallRequest } from "../escalation/send-tools";
import type { Finding, SelfFault } from "../escalation/self-test";
import type { Logger } from "../log";
import type { Store } from "../storage/store";
import type { Audience } from "../views";
import type { InboundActivity } from "./activity";
import { parseThread } from "./conversation-news";
import type { Renderers } from "./replies";

/** What is tested, and with what the result is shown; `now` is ISO, UTC. */
export interface SelfTestOptions {
  readonly store: Store;
  /** What the database is, which tells what to look at where it does not work. */
  readonly database: "sqlite" | "postgres";
  /** Null in local mode, where nobody asks for a token. */
  readonly token: (() => Promise<string>) | null;
  /** Never rejects and has its own time limit. */
  readonly call: (request: CallRequest) => Promise<CallResult>;
  readonly renderers: Renderers;
  readonly now: () => string;
  readonly newId: () => string;
  readonly log: Logger;
  /** Milliseconds one check may take. */
  readonly deadlineMs?: number;
}

/** A test that was asked for: where, by whom, and the card that says it is under way. */
export interface SelfTestRun {
  readonly activity: InboundActivity;
  readonly tenantId: string;
  readonly audience: Audience;
  /** Absent when the card could not be posted. */
  readonly cardId: string | undefined;
}

/** Runs the test; resolves when its result has been written. */
export type SelfTest = (run: SelfTestRun) => Promise<void>;

/** Looks at all the bot needs, then writes the result over the card; where that is refused, below it. */
export function createSelfTest({ deadlineMs = 8000, ...tools }: SelfTestOptions): SelfTest {
  const limited = (work: () => Promise<unknown>): Promise<SelfFault | null> =>
    judge(work, deadlineMs, tools.log);
  return async (run) => {
    const { token } = tools;
    const [database, identity] = await Promise.all([
      limited(() => tryDatabase(tools, run)),
      token === null ? null : limited(token),
    ]);
    const before: readonly Finding[] = [
      { check: tools.database === "postgres" ? "database_server" : "database", fault: database },
      ...(token === null ? [] : [{ check: "token", fault: identity } as const]),
      { check: "post", fault: run.cardId === undefined ? "refused" : null },
    ];
    const routes = database === null ? await readRoutes(tools.store, run.tenantId) : [];
    const write = (findings: readonly Finding[] | null, cardId: string | undefined): Promise<CallResult> =>
      tools.call(toRequest(tools, run, findings, cardId));
    if (run.cardId === undefined) {
      await write([...before, ...routes], undefined);
      return;
    }
    const fault = judgeCall(await write(null, run.cardId));
    const findings: readonly Finding[] = [...before, { check: "edit", fault }, ...routes];
    await write(findings, fault === null ? run.cardId : undefined);
  };
}

/** Writes a line and reads it again, and the routes' table along with it. */
async function tryDatabase(
  { store, now, newId }: Pick<SelfTestOptions, "store" | "now" | "newId">,
  { tenantId }: SelfTestRun,
): Promise<void> {
  const key = { tenantId, userId: "", conversationId: "self-test", activityId: newId() };
  const saved = await store.saveTurn({ key, at: now() });
  const { seen } = await store.loadTurn(key);
  if (saved.kind !== "saved" || !seen) throw new Error("what was written could not be read");
}

async function readRoutes(store: Store, tenantId: string): Promise<readonly Finding[]> {
  const routes = inOrder(await store.listRoutes(tenantId));
  if (routes.length === 0) return [{ check: "no_routes" }];
  return Promise.all(
    routes.map(async ({ conversationId, channelName }) => {
      const conversation = await store.findConversation(tenantId, conversationId);
      return { check: "route", channelName, state: conversation?.state ?? null } as const;
    }),
  );
}

function toRequest(
  { renderers }: Pick<SelfTestOptions, "renderers">,
  { activity, audience }: SelfTestRun,
  findings: readonly Finding[] | null,
  cardId: string | undefined,
): CallRequest {
  const view = { kind: "self_test", findings } as const;
  const content = renderers.card(view, audience);
  const attachments = [{ contentType: "application/vnd.microsoft.card.adaptive", content }];
  const { conversationId, threadId } = parseThread(activity.conversation.id);
  return {
    serviceUrl: activity.serviceUrl,
    conversationId,
    threadId,
    activityId: cardId ?? null,
    activity: { type: "message", attachments, summary: renderers.summary(view, audience) },
  };
}

function judgeCall(result: CallResult): SelfFault | null {
  if (result.kind === "wrong_address") return "wrong_address";
  if (result.kind !== "answered") return "late";
  return result.status >= 200 && result.status < 300 ? null : "refused";
}

/** What is wrong with a piece of work; the reason itself is for the log. */
async function judge(work: () => Promise<unknown>, ms: number, log: Logger): Promise<SelfFault | null> {
  const { promise, resolve } = Promise.withResolvers<SelfFault>();
  const timer = setTimeout(() => {
    resolve("late");
  }, ms);
  const tried = work().then(
    () => null,
    (error: unknown): SelfFault => {
      log.warn({ err: error }, "a check of the self-test failed");
      return "failed";
    },
  );
  const fault = await Promise.race([tried, promise]);
  clearTimeout(timer);
  return fault;
}
