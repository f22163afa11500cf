import restify from "restify";
import { SettingsError } from "../../src/errors";
import { listen } from "../../src/http/listen";

const host = "127.0.0.1";

/** A server that answers its name. */
function createNamed(name: string): restify.Server {
  const server = restify.createServer({ handleUncaughtExceptions: false });
  server.get("/", (_request, response, next) => {
    response.send(name);
    next();
  });
  return server;
}

test("two that share a port both get connections, and who does not share it gets none", async () => {
  const first = await listen(createNamed("first"), { host, port: 0, isShared: true });
  const second = await listen(createNamed("second"), { host, port: first.port, isShared: true });

  const asked = Array.from({ length: 40 }, async () => {
    const response = await fetch(first.origin, { headers: { connection: "close" } });
    return response.text();
  });

  expect(new Set(await Promise.all(asked))).toEqual(new Set(['"first"', '"second"']));
  await expect(listen(createNamed("third"), { host, port: first.port })).rejects.toThrow("EADDRINUSE");
  await Promise.all([first.close(), second.close()]);
});

test("where a port cannot be shared, the refusal says what to set", async () => {
  const server = createNamed("alone");
  // As systems answer that know no such option.
  server.server.listen = () => {
    const refusal = Object.assign(new Error("listen ENOTSUP"), { code: "ENOTSUP" });
    setImmediate(() => server.server.emit("error", refusal));
    return server.server;
  };

  const refused = listen(server, { host, port: 0, isShared: true });

  await expect(refused).rejects.toThrow(SettingsError);
  await expect(refused).rejects.toThrow("set WORKERS=1");
});
