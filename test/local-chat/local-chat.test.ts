import { join } from "node:path";
import { createLocalChat } from "../../src/local-chat/local-chat";
import type { PageAnswer, PageRequest, PageStream } from "../../src/local-chat/page-request";
import { createWorld, escalations, mei, postAsBot, type World } from "./chat-world";

const local = { host: "localhost:3978" };
const posting = { ...local, "content-type": "application/json" };

/** Finds the route as an HTTP layer would, and asks it. */
async function ask(world: World, method: string, path: string, more: Partial<PageRequest> = {}) {
  const routes = createLocalChat({
    connector: world.connector,
    moduleRoot: join(__dirname, "no-modules-here"),
  });
  const route = routes.find(
    (one) =>
      one.method === method &&
      (one.path === path || (one.path.endsWith("*") && path.startsWith(one.path.slice(0, -1)))),
  );
  return route?.handle({ path, headers: local, ...more });
}

function isStream(answer: PageAnswer | PageStream | undefined): answer is PageStream {
  return answer !== undefined && "start" in answer;
}

const saying = (text: string) => ({
  kind: "text",
  person: mei.aadObjectId,
  conversationId: escalations,
  text,
  locale: "en-US",
  timezone: "Asia/Taipei",
});

describe("pages and files", () => {
  test("the page carries a strict policy", async () => {
    const answer = await ask(createWorld(), "GET", "/local/");

    expect(answer).toMatchObject({ status: 200, headers: { "content-type": "text/html; charset=utf-8" } });
    expect(answer?.headers["content-security-policy"]).toContain("default-src 'none'; script-src 'self';");
    expect(answer?.headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
    });
  });

  test.each([
    ["chat.css", 200],
    ["adaptivecards.min.js", 200],
    ["main.js", 404],
    ["..%2Flocal-chat.ts", 404],
    ["tsconfig.json", 404],
    ["index.html", 404],
  ])("the asset %s is answered with %i", async (name, status) => {
    expect(await ask(createWorld(), "GET", `/local/assets/${name}`)).toMatchObject({ status });
  });
});

describe("who may ask", () => {
  test.each([
    ["localhost", 302],
    ["LOCALHOST:3978", 302],
    ["127.0.0.1:3978", 302],
    ["127.8.8.8", 302],
    ["[::1]:3978", 302],
    ["evil.example:3978", 403],
    ["localhost.evil.example", 403],
    ["127.0.0.1.evil.example", 403],
    ["192.168.1.5:3978", 403],
    [undefined, 403],
  ])("a request to host %s gets %i", async (host, status) => {
    expect(await ask(createWorld(), "GET", "/local", { headers: { host } })).toMatchObject({ status });
  });

  test.each([
    ["no origin, as a program sends", undefined, 200],
    ["the page's own origin", "http://localhost:3978", 200],
    ["another port", "http://localhost:9999", 403],
    ["another site", "https://evil.example", 403],
    ["an opaque origin", "null", 403],
  ])("a post with %s is answered properly", async (_name, origin, status) => {
    const world = createWorld();

    const answer = await ask(world, "POST", "/local/actions", {
      headers: { ...posting, origin },
      body: saying("Hi"),
    });

    expect(answer).toMatchObject({ status });
    expect(world.messages()).toHaveLength(status === 200 ? 1 : 0);
  });

  test("a form of another site cannot post, because JSON is wanted", async () => {
    const headers = { ...local, "content-type": "text/plain" };

    const answer = await ask(createWorld(), "POST", "/local/actions", { headers, body: saying("Hi") });

    expect(answer).toMatchObject({ status: 415 });
  });
});

describe("what people do", () => {
  test("a deed is done and its outcome answered", async () => {
    const world = createWorld();

    const answer = await ask(world, "POST", "/local/actions", {
      headers: posting,
      body: saying("hello team"),
    });

    expect(answer).toMatchObject({ status: 200, body: JSON.stringify({ kind: "unheard" }) });
  });

  test.each([
    ["no body", undefined, ""],
    ["an unknown deed", { ...saying("x"), kind: "dance" }, "kind"],
    ["an empty text", saying("  "), "text"],
    ["an unknown language", { ...saying("x"), locale: "fr-FR" }, "locale"],
    ["an unknown time zone", { ...saying("x"), timezone: "Mars/Olympus" }, "timezone"],
    ["a stranger", { ...saying("x"), person: "nobody" }, "person"],
    ["a command without a name", { ...saying("x"), kind: "command", messageId: "1" }, "commandId"],
    [
      "a dialog without a button",
      { ...saying("x"), kind: "dialog", messageId: "1", commandId: "c" },
      "action",
    ],
    ["an unknown channel", { ...saying("x"), kind: "open", conversationId: "19:x" }, "conversationId"],
  ])("%s is refused and the field named", async (_name, body, field) => {
    const answer = await ask(createWorld(), "POST", "/local/actions", { headers: posting, body });

    expect(answer?.status).toBe(400);
    expect(answer).toHaveProperty("body", expect.stringContaining(`{"field":"${field}","problem":`));
  });
});

describe("the stream", () => {
  test("tells everything first, then only what changed, and ends when the client has gone", async () => {
    const world = createWorld();
    await postAsBot(world, escalations, { text: "before" });
    const stream = await ask(world, "GET", "/local/events");
    const chunks: string[] = [];

    const stop = isStream(stream) ? stream.start((chunk) => chunks.push(chunk)) : undefined;
    await postAsBot(world, escalations, { text: "after" });
    stop?.();
    await postAsBot(world, escalations, { text: "unseen" });

    expect(chunks[0]).toMatch(/^event: welcome\ndata: .*"before".*\n\n$/);
    const changes = chunks.slice(1).join("");
    expect(changes).toContain('"after"');
    expect(changes).not.toContain('"before"');
    expect(changes).not.toContain('"unseen"');
  });

  test("sends a comment every twenty seconds", async () => {
    jest.useFakeTimers();
    const chunks: string[] = [];
    const stream = await ask(createWorld(), "GET", "/local/events");

    const stop = isStream(stream) ? stream.start((chunk) => chunks.push(chunk)) : undefined;
    jest.advanceTimersByTime(40_000);
    stop?.();
    jest.useRealTimers();

    expect(chunks.slice(1)).toEqual([": ping\n\n", ": ping\n\n"]);
  });
});
