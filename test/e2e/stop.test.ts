import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { openSqliteStore } from "../../src/storage/sqlite-store";
import { type ProductProcess, startProduct } from "../support/product-process";
import { createRawClient } from "../support/raw-client";

const people = Array.from({ length: 8 }, (_, index) => `person-${index}`);

let dataDir: string;
let product: ProductProcess;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "partner-support-stop-"));
});
afterEach(async () => {
  await product.kill();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Begins dialogs until the product takes none any more; what was answered, and how it ended. */
async function clickUntilRefused(person: string): Promise<{ intakes: string[]; end: string }> {
  const client = createRawClient(new URL(product.address).origin, person);
  const intakes: string[] = [];
  for (;;) {
    try {
      const { actions } = await client.execute("intake/start");
      const intakeId = actions.find(({ verb }) => verb === "intake/answer")?.data["intakeId"];
      // The first time it is a form; from then on the question whether to go on with it.
      if (typeof intakeId === "string") intakes.push(intakeId);
    } catch (error) {
      return { intakes, end: reasonOf(error) };
    }
  }
}

const Failure = z.object({ name: z.string(), cause: z.object({ code: z.string() }).optional() });

/** Refused is: no connection, or an answer without a body. A connection that broke off under a request is not. */
function reasonOf(error: unknown): string {
  const { name, cause } = Failure.parse(error);
  if (name === "SyntaxError" || cause?.code === "ECONNREFUSED") return "refused";
  return cause?.code ?? name;
}

const isReady = async (): Promise<number> =>
  (await fetch(new URL("/readyz", product.address), { headers: { connection: "close" } })).status;

test("under load, a stop says so first, ends what is under way, refuses the rest and loses nothing", async () => {
  product = await startProduct(dataDir, { STOP_DRAIN_SECONDS: "1" });
  const clicking = people.map(clickUntilRefused);
  await wait(1000);
  expect(await isReady()).toBe(200);

  const started = Date.now();
  const stopped = product.stop();
  await wait(300);
  expect(await isReady()).toBe(503);
  expect(await stopped).toBe(0);
  expect(Date.now() - started).toBeLessThan(25_000);

  const ended = await Promise.all(clicking);
  expect(ended.map(({ end }) => end)).toEqual(people.map(() => "refused"));
  const store = await openSqliteStore({ file: join(dataDir, "partner-support.sqlite") });
  for (const [index, { intakes }] of ended.entries()) {
    expect(intakes.length).toBeGreaterThan(0);
    for (const id of new Set(intakes))
      expect(await store.findIntake("raw", people[index] ?? "", id)).not.toBeNull();
  }
  expect(await store.listDeliveries({ states: ["sending"], limit: 10 })).toEqual([]);
  await store.close();
}, 60_000);

test("asking twice ends it at once", async () => {
  product = await startProduct(dataDir, { STOP_DRAIN_SECONDS: "10" });
  const stopped = product.stop();
  await wait(200);
  product.child.kill("SIGINT");
  expect(await stopped).toBe(1);
}, 30_000);
