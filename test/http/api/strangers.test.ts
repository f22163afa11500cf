import { request } from "node:http";
import { startTeamsWorld, type TeamsWorld } from "./teams-world";

let world: TeamsWorld;
beforeAll(async () => {
  world = await startTeamsWorld();
});
afterAll(() => world.stop());

interface Told {
  readonly status: number;
  readonly text: string;
}

/** Like fetch, which would tidy the address up. The body is announced and never sent. */
function ask(method: string, path: string, authorization?: string, announced = 0): Promise<Told> {
  return new Promise((resolve, reject) => {
    const headers = {
      ...(authorization === undefined ? {} : { authorization }),
      ...(announced === 0 ? {} : { "content-type": "text/plain", "content-length": announced }),
    };
    const call = request(world.origin, { method, path, headers, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      response.on("end", () => {
        resolve({ status: response.statusCode ?? 0, text });
      });
    });
    call.on("error", reject);
    if (announced === 0) call.end();
    else call.flushHeaders();
  });
}

const addresses = [
  ["GET", "/api/unknown"],
  ["GET", "/api"],
  ["PUT", "/api/records"],
  ["DELETE", "/api/records/PS-000001"],
  ["OPTIONS", "/api/records"],
  ["GET", "/api/records/%ZZ"],
  ["GET", "/api/messages"],
  ["GET", "//api//records"],
  ["GET", "/API/records"],
  ["GET", "/api/records?limit=0"],
  ["GET", "/api/records/PS-999999/page"],
  ["POST", "/api/openapi.json"],
] as const;

test.each(addresses)("a stranger who asks %s %s is told 401 and nothing more", async (method, path) => {
  const nothing = { status: 401, text: "" };

  expect(await ask(method, path)).toEqual(nothing);
  expect(await ask(method, path, "Bearer forged.forged.forged")).toEqual(nothing);
});

test("a stranger is sent away before the body has come, whatever it is", async () => {
  expect(await ask("POST", "/api/records/PS-000001/notes", undefined, 900_000)).toMatchObject({
    status: 401,
  });
  expect(await ask("POST", "/api/webhooks", "Bearer a.b.c", 900_000)).toMatchObject({ status: 401 });
});

test("whoever may ask learns that there is no such operation, and everybody may read the description", async () => {
  const token = `Bearer ${world.keys.sign(world.claims())}`;

  expect(await ask("GET", "/api/unknown", token)).toMatchObject({ status: 404 });
  expect((await ask("GET", "/api/unknown", token)).text).toContain("no-operation");
  expect(await ask("GET", "/api/openapi.json")).toMatchObject({ status: 200 });
  expect(await ask("GET", "/healthz")).toMatchObject({ status: 200 });
  expect(await ask("GET", "/elsewhere")).toMatchObject({ status: 404, text: "" });
});
