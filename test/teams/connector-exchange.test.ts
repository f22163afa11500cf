import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { z } from "zod";
import { openConnections } from "../../src/teams/connector-exchange";

/** A connector in a thread of its own, because this one stands still; it ends what is idle for two seconds, and says so. */
const program = `
  const { createServer } = require("node:http");
  const { parentPort } = require("node:worker_threads");
  let connections = 0;
  const server = createServer((request, response) => {
    request.resume();
    request.on("end", () => response.end(JSON.stringify({ id: String(connections) })));
  });
  server.keepAliveTimeout = 2000;
  server.on("connection", () => (connections += 1));
  server.listen(0, "127.0.0.1", () => parentPort.postMessage(server.address().port));
`;

let connector: Worker;
const connections = openConnections();

beforeAll(() => {
  connector = new Worker(program, { eval: true });
});
afterAll(async () => {
  connections.close();
  await connector.terminate();
});

test("a call after the program stood still goes over no connection that has ended meanwhile", async () => {
  const [port] = z.tuple([z.number()]).parse(await once(connector, "message"));
  const post = () =>
    connections.exchange({
      method: "POST",
      url: new URL(`http://127.0.0.1:${port}/v3/conversations/a/activities`),
      body: "{}",
      authorization: {},
      deadlineMs: 5000,
    });

  expect(await post()).toMatchObject({ kind: "answered", activityId: "1" });
  expect(await post()).toMatchObject({ kind: "answered", activityId: "1" });
  // The last answer lets go of its connection a tick later.
  await new Promise((resolve) => setImmediate(resolve));
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 4000);
  expect(await post()).toMatchObject({ kind: "answered", activityId: "2" });
});
