import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import { openPostgresStore } from "../../src/storage/postgres-store";
import { openThreads } from "../faults/open-threads";
import { type ChannelServer, startChannel } from "../support/channel-server";
import { query } from "../support/postgres-server";
import { bring, type Writer, writeMessage } from "../support/raw-messages";
import { describePostgres } from "../support/shared-postgres";
import { deskOf, keepDesk } from "../support/stored-desk";
import { startTestApp, type TestApp } from "../support/test-app";
import { dropDatabase, makeDatabase } from "../support/test-databases";

const tenantId = "raw";

describePostgres("a message that comes to two instances again, while or after it is done", () => {
  let url: string;
  let channel: ChannelServer;
  let left: TestApp;
  let right: TestApp;
  /** Lets the connector answer; it does so at once but in a test that holds it. */
  let answerPosts: Promise<unknown> = Promise.resolve();
  const held: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    url = await makeDatabase();
    channel = await startChannel({
      answer: ({ conversationId }, response, take) => {
        if (conversationId === "a:cut") response.destroy();
        else void answerPosts.then(take);
      },
    });
    left = await startTestApp({ DATABASE_URL: url });
    right = await startTestApp({ DATABASE_URL: url });
  }, 30_000);
  afterEach(async () => {
    for (const release of held.splice(0)) await release();
    right.clock.now = left.clock.now;
  });
  afterAll(async () => {
    await Promise.all([left.stop(), right.stop()]);
    await channel.stop();
    await dropDatabase(url);
  });

  const writer = (user: string): Writer => ({ user, tenantId, serviceUrl: channel.serviceUrl });
  const countAnswers = (user: string): number => channel.postsTo(`a:${user}`).length;

  /** Somebody else's work on a table, which lets nobody write there until it ends. */
  async function hold(table: string): Promise<() => Promise<void>> {
    const other = new Client({ connectionString: asSuperuser(url) });
    await other.connect();
    await other.query(`begin; lock table ${table} in exclusive mode`);
    const release = () => other.end();
    held.push(release);
    return release;
  }

  /** Brings it and keeps in mind what it was answered. */
  function send({ origin }: TestApp, activity: object) {
    const sent: { status: number | null; readonly answered: Promise<number> } = {
      status: null,
      answered: bring(origin, activity).then((status) => (sent.status = status)),
    };
    return sent;
  }

  test("is not taken for done before it is saved", async () => {
    const release = await hold("turns");
    const message = writeMessage(writer("mei"), "one", "Nobody in Contoso can send mail");
    const first = send(left, message);
    await wait(100);
    const again = send(left, message);
    await wait(400);

    expect([first.status, again.status]).toEqual([null, null]);
    await release();
    expect(await Promise.all([first.answered, again.answered])).toEqual([200, 200]);
    expect(countAnswers("mei")).toBe(1);
  });

  test("is not taken for answered by one while the other is answering", async () => {
    const { promise, resolve } = Promise.withResolvers();
    answerPosts = promise;
    const message = writeMessage(writer("ada"), "one", "help");
    const first = send(left, message);
    await wait(400);
    const again = send(right, message);
    await wait(400);

    expect([first.status, again.status]).toEqual([null, null]);
    resolve(null);
    expect(await Promise.all([first.answered, again.answered])).toEqual([200, 200]);
    expect(countAnswers("ada")).toBe(1);
  });

  test("is answered once, also when it waited long behind another one", async () => {
    const release = await hold("turns");
    const [first = {}, second = {}] = ["one", "two"].map((id) =>
      writeMessage(writer("eve"), id, "Nobody can send mail"),
    );
    const sent = [send(left, first), send(left, second)];
    await wait(300);
    // So late that whoever had begun would be taken for gone.
    right.clock.now = new Date(left.clock.now.getTime() + 90_000);
    sent.push(send(right, second));
    await release();

    expect(await Promise.all(sent.map(({ answered }) => answered))).toEqual([200, 200, 200]);
    expect(countAnswers("eve")).toBe(2);
  });

  test("is answered once where it cannot be asked for a while who answers", async () => {
    const release = await hold("answers");
    const message = writeMessage(writer("kai"), "one", "help");
    const both = [send(left, message), send(right, message)];
    // Longer than a lock is waited for.
    await wait(4500);
    await release();

    expect(await Promise.all(both.map(({ answered }) => answered))).toEqual([200, 200]);
    expect(countAnswers("kai")).toBe(1);
  });

  test("is not answered again where the connection broke after the answer had gone out", async () => {
    const message = writeMessage(writer("cut"), "one", "help");
    for (const product of [left, left, right]) expect(await bring(product.origin, message)).toBe(200);
    expect(countAnswers("cut")).toBe(1);
  });

  test("is told as noted in a thread by whoever answers for an instance that is gone", async () => {
    await keepDesk(left.app.store, channel.serviceUrl);
    const read = () => openPostgresStore({ url });
    const [inThread] = await openThreads({ read }, left.origin, channel, [tenantId]);
    const note = writeMessage(inThread ?? writer("nobody"), "note", "tried another browser");
    expect(await bring(left.origin, note)).toBe(200);
    await query(asSuperuser(url), "delete from answers");
    // So late that the same words would be another note.
    right.clock.now = new Date(left.clock.now.getTime() + 600_000);
    expect(await bring(right.origin, note)).toBe(200);

    const told = channel.postsTo(deskOf(tenantId)).filter((body) => body.includes("as a note"));
    expect(told).toHaveLength(2);
    const history = await left.app.store.readHistory(tenantId, 1);
    expect(history.filter(({ field }) => field === "note")).toHaveLength(1);
  });
});

/** Somebody whom row-level security does not hold back. */
function asSuperuser(url: string): string {
  const address = new URL(url);
  address.username = "postgres";
  return address.href;
}
