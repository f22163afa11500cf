import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { openSqliteStore } from "../../src/storage/sqlite-store";
import { sampleKey } from "../contracts/store-samples";
import { escalation } from "../support/cases";
import { desk, deskRoute } from "../support/desk";
import { createRawClient } from "../support/raw-client";
import { startChild } from "./child";
import { quantile } from "./rounds";
import type { Sink } from "./sink";

const tenantId = "raw";
const escalations = 20;
/** Milliseconds between them: the sender keeps to the pace of the service, 8 posts in 2 seconds to one channel. */
const pause = 300;

/** How long it takes from the click that decides a case until its card has come to the connector of a channel. */
export async function measureEscalation(sink: Sink): Promise<string> {
  const server = await startChild("product", {
    authentication: {},
    prepare: (dataDir) => openDesk(join(dataDir, "partner-support.sqlite"), sink),
  });
  const times: number[] = [];
  for (let count = 0; count <= escalations; count += 1) {
    const milliseconds = await escalate(server.origin, `person-${count}`, sink);
    // The first warms up.
    if (count > 0) times.push(milliseconds);
    await wait(pause);
  }
  server.stop();
  times.sort((a, b) => a - b);
  return `p50 ${quantile(times, 0.5).toFixed(0)} ms  p99 ${quantile(times, 0.99).toFixed(0)} ms of ${escalations}`;
}

/** A channel that takes every case at once. */
async function openDesk(file: string, { serviceUrl }: Sink): Promise<void> {
  const store = await openSqliteStore({ file });
  const at = new Date().toISOString();
  await store.keepConversation(
    {
      ...{ tenantId, conversationId: desk, kind: "channel", serviceUrl, userId: null },
      ...{ teamId: "19:team", name: "Escalations", locale: null, timeZone: null, state: "active" },
    },
    at,
  );
  const routes = { save: [deskRoute({ sendsAtOnce: true })] };
  await store.saveTurn({ key: sampleKey({ tenantId }), at, routes });
  await store.close();
}

async function escalate(origin: string, person: string, sink: Sink): Promise<number> {
  const client = createRawClient(origin, person);
  let page = await client.execute("intake/start");
  for (let cards = 0; cards < 5; cards += 1) {
    const answer = page.actions.find(({ verb }) => verb === "intake/answer");
    if (answer === undefined) throw new Error("a case was decided without an escalation");
    const given = Object.entries(escalation).filter(([id]) => page.inputs.some((input) => input.id === id));
    const arrived = sink.next(desk);
    const begun = performance.now();
    page = await client.execute("intake/answer", { ...answer.data, ...Object.fromEntries(given) });
    if (page.actions.some(({ verb }) => verb === "intake/answer")) continue;
    await arrived;
    return performance.now() - begun;
  }
  throw new Error("no verdict after five cards");
}
