import { type Delivery, deliveryStates } from "../escalation/delivery";
import type { DeliveryFilter, DeliveryStore } from "../escalation/delivery-store";
import type { Engine } from "./engine";
import { toConversation, toDelivery, toPost } from "./delivery-mapping";
import type { DeliverySteps } from "./delivery-steps";
import { readOutbox } from "./outbox-statements";
import { everyTenant, ofTenant } from "./scope";
import { changeRows, selectRows, type Statement, type Steps } from "./statement";

/** The outbox's part of the Store port, of an engine and the common steps. */
export function createDeliveryStore(engine: Engine, steps: DeliverySteps): DeliveryStore {
  return {
    ...createPlaces(engine, steps),
    ...createSending(engine, steps),
    ...createOverview(engine, steps),
    ...createPosts(engine, steps),
  };
}

/** Where messages can be sent. */
function createPlaces(
  engine: Engine,
  steps: DeliverySteps,
): Pick<
  DeliveryStore,
  "keepConversation" | "keepAddress" | "leaveTeam" | "findConversation" | "personalConversation"
> {
  const { statements } = steps;
  return {
    keepConversation: async (news, at) => {
      await engine.write(ofTenant(news.tenantId), () => steps.keepConversation(news, at));
    },
    keepAddress: async (tenantId, conversationId, address) => {
      await engine.write(ofTenant(tenantId), () =>
        changeRows(statements.keepAddress, { tenantId, conversationId, address }),
      );
    },
    leaveTeam: async (tenantId, teamId, at) => {
      await engine.write(ofTenant(tenantId), () =>
        changeRows(statements.leaveTeam, { tenantId, teamId, at }),
      );
    },
    findConversation: (tenantId, conversationId) =>
      engine.read(ofTenant(tenantId), () =>
        findOne(statements.findConversation, { tenantId, conversationId }, toConversation),
      ),
    personalConversation: (tenantId, userId) =>
      engine.read(ofTenant(tenantId), () =>
        findOne(statements.personalConversation, { tenantId, userId }, toConversation),
      ),
  };
}

/** What a sender does. Most looks find nothing, and then nothing is written. */
function createSending(
  engine: Engine,
  steps: DeliverySteps,
): Pick<
  DeliveryStore,
  "claimDeliveries" | "beginDelivery" | "releaseDelivery" | "settleDelivery" | "retryDelivery" | "tellLate"
> {
  const { statements } = steps;
  return {
    claimDeliveries: async (now, limit, leaseMs) =>
      (await engine.read(everyTenant, () => steps.hasWork(now)))
        ? engine.write(everyTenant, () => steps.claim(now, limit, leaseMs))
        : { claimed: [], next: await engine.read(everyTenant, () => steps.nextDue(now)) },
    beginDelivery: (claimed) => engine.write(ofTenant(claimed.tenantId), () => steps.begin(claimed)),
    releaseDelivery: async (claimed, nextTryAt) => {
      await engine.write(ofTenant(claimed.tenantId), () => steps.release(claimed, nextTryAt));
    },
    settleDelivery: async (claimed, judgement, at) => {
      await engine.write(ofTenant(claimed.tenantId), () => steps.settle(claimed, judgement, at));
    },
    retryDelivery: (tenantId, key, at) =>
      engine.write(ofTenant(tenantId), () => changeRows(statements.retry, { tenantId, key, at })),
    tellLate: async (at, before, limit, write) =>
      (await engine.read(everyTenant, () => steps.hasLate(before)))
        ? engine.write(everyTenant, () => steps.tellLate(at, before, limit, write))
        : 0,
  };
}

/** What is in the outbox, for people and figures. */
function createOverview(
  engine: Engine,
  steps: DeliverySteps,
): Pick<DeliveryStore, "readOutbox" | "findDelivery" | "listDeliveries" | "deliveriesOf"> {
  const { statements } = steps;
  return {
    readOutbox: (now) => engine.read(everyTenant, () => readOutbox(statements, now)),
    findDelivery: (tenantId, key) =>
      engine.read(ofTenant(tenantId), () => findOne(statements.findDelivery, { tenantId, key }, toDelivery)),
    listDeliveries: (filter) => {
      const scope = filter.tenantId === undefined ? everyTenant : ofTenant(filter.tenantId);
      return engine.read(scope, () => listDeliveries(steps, filter));
    },
    deliveriesOf: (tenantId, record, limit) =>
      engine.read(ofTenant(tenantId), () =>
        deliveriesOf(steps, { tenantId, record, limit: Math.max(0, limit) }),
      ),
  };
}

/** What stands in a conversation already. */
function createPosts(
  engine: Engine,
  steps: DeliverySteps,
): Pick<DeliveryStore, "postsOf" | "keepPost" | "forgetPost" | "findThread" | "countPosted"> {
  const { statements } = steps;
  return {
    postsOf: (tenantId, record) => engine.read(ofTenant(tenantId), () => listPosts(steps, tenantId, record)),
    keepPost: async (tenantId, { conversationId, name, record, activityId, threadId }) => {
      const place = { tenant_id: tenantId, conversation_id: conversationId, name };
      const row = { ...place, record, activity_id: activityId, thread_id: threadId };
      await engine.write(ofTenant(tenantId), () => changeRows(statements.keepPost, row));
    },
    forgetPost: async (tenantId, conversationId, activityId) => {
      await engine.write(ofTenant(tenantId), () =>
        changeRows(statements.forgetActivity, { tenantId, conversationId, activityId }),
      );
    },
    findThread: (tenantId, conversationId, threadId) =>
      engine.read(ofTenant(tenantId), () =>
        findOne(statements.findThread, { tenantId, conversationId, threadId }, toPost),
      ),
    countPosted: async (tenantId, conversationId, name, since) =>
      (await engine.read(ofTenant(tenantId), () =>
        findOne(statements.countPosted, { tenantId, conversationId, name, since }, ({ total }) => total),
      )) ?? 0,
  };
}

function* findOne<Values, Row, Found>(
  statement: Statement<Values, Row>,
  values: Values,
  map: (row: Row) => Found,
): Steps<Found | null> {
  const [row] = yield* selectRows(statement, values);
  return row === undefined ? null : map(row);
}

function* listDeliveries(
  { statements }: DeliverySteps,
  { states, tenantId, limit }: DeliveryFilter,
): Steps<readonly Delivery[]> {
  const found: Delivery[] = [];
  for (const state of deliveryStates.filter((one) => states.includes(one))) {
    const values = { state, tenantId: tenantId ?? null, limit: Math.max(0, limit) };
    found.push(...(yield* selectRows(statements.listDeliveries, values)).map(toDelivery));
  }
  return found.sort((a, b) => compare(a.createdAt, b.createdAt)).slice(0, Math.max(0, limit));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function* listPosts({ statements }: DeliverySteps, tenantId: string, record: number) {
  return (yield* selectRows(statements.postsOf, { tenantId, record })).map(toPost);
}

function* deliveriesOf(
  { statements }: DeliverySteps,
  query: { readonly tenantId: string; readonly record: number; readonly limit: number },
): Steps<readonly Delivery[]> {
  return (yield* selectRows(statements.deliveriesOf, query)).map(toDelivery);
}
