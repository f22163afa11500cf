import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { portOf } from "../support/key-server";
import { startProduct } from "../support/product-process";
import { createRawClient } from "../support/raw-client";

const Spans = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: z.array(z.unknown()) }),
      scopeSpans: z.array(
        z.object({
          spans: z.array(
            z.object({ name: z.string(), spanId: z.string(), parentSpanId: z.string().optional() }),
          ),
        }),
      ),
    }),
  ),
});

let receiver: Server;
let received: string[];
let dataDir: string;

beforeEach(async () => {
  received = [];
  dataDir = mkdtempSync(join(tmpdir(), "partner-support-traces-"));
  receiver = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      received.push(`${request.url ?? ""} ${body}`);
      response.setHeader("content-type", "application/json").end("{}");
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  receiver.closeAllConnections();
  await new Promise((resolve) => receiver.close(resolve));
  rmSync(dataDir, { recursive: true, force: true });
});

function spans() {
  return received
    .map((one) => Spans.parse(JSON.parse(one.slice(one.indexOf(" ")))))
    .flatMap(({ resourceSpans }) => resourceSpans.flatMap(({ scopeSpans }) => scopeSpans))
    .flatMap((scope) => scope.spans);
}

/** One click in a product that sends its traces there, and its stop. */
async function traceOneClick(): Promise<number | null> {
  const product = await startProduct(dataDir, {
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${portOf(receiver)}/`,
  });
  await createRawClient(new URL(product.address).origin, "Ada Lovelace").execute("intake/start");
  return product.stop();
}

test("a click is traced from the request down to the store, without names", async () => {
  expect(await traceOneClick()).toBe(0);

  expect(received.every((one) => one.startsWith("/v1/traces "))).toBe(true);
  const turn = spans().find(({ name }) => name === "turn start");
  const parent = spans().find(({ spanId }) => spanId === turn?.parentSpanId);
  const children = spans().filter(({ parentSpanId }) => parentSpanId === turn?.spanId);
  expect(parent?.name).toBe("request");
  expect(children.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["store loadTurn", "store saveTurn"]),
  );
  expect(received.join("")).toContain("partner-support");
  expect(received.join("")).not.toContain("Lovelace");
}, 40_000);

test("a receiver that does not answer keeps nobody from stopping", async () => {
  receiver.removeAllListeners("request");
  expect(await traceOneClick()).toBe(0);
}, 40_000);
