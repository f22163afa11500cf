import type { RequestListener } from "node:http";
import { fetchFile } from "../../src/files/fetch-file";
import { answer, type FileServer, startFileServer } from "../support/file-server";

let server: FileServer | undefined;
afterEach(async () => {
  await server?.stop();
});

async function fetchFrom(
  serve: RequestListener,
  { bytes = 1000, milliseconds = 5000, stop = new AbortController().signal } = {},
  path = "/file",
) {
  server = await startFileServer(serve);
  return fetchFile({ url: new URL(path, server.origin) }, { bytes, milliseconds, stop });
}

test("the bytes of a file within the limit are fetched whole", async () => {
  const fetched = await fetchFrom((_, response) => response.end("x".repeat(1000)));

  expect(fetched).toEqual({ kind: "fetched", bytes: Buffer.from("x".repeat(1000)) });
});

test("a file announced as too big is not read", async () => {
  const fetched = await fetchFrom((_, response) => {
    response.writeHead(200, { "content-length": "100000000" });
    response.write("x");
  });

  expect(fetched).toEqual({ kind: "too_big" });
});

test("a server that announces nothing and sends without end is left at the limit", async () => {
  let sent = 0;
  const fetched = await fetchFrom((_, response) => {
    const timer = setInterval(() => {
      sent += 400;
      response.write("x".repeat(400));
    }, 1);
    response.on("close", () => {
      clearInterval(timer);
    });
  });

  expect(fetched).toEqual({ kind: "too_big" });
  expect(sent).toBeLessThan(100_000);
});

test("a server that sends more than it announced yields no more than that", async () => {
  const fetched = await fetchFrom((request) => {
    request.socket.end(`HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\n${"x".repeat(5000)}`);
  });

  const size = fetched.kind === "fetched" ? fetched.bytes.length : 0;
  expect(size).toBeLessThanOrEqual(4);
});

test.each<[string, RequestListener]>([
  ["answers nothing", () => undefined],
  ["stops in the middle", (_, response) => response.write("x")],
])("a server that %s is left after the time allowed", async (_, serve) => {
  const start = performance.now();

  expect(await fetchFrom(serve, { milliseconds: 200 })).toEqual({ kind: "later" });

  expect(performance.now() - start).toBeLessThan(5000);
});

test("a download ends when the program stops", async () => {
  const stopping = new AbortController();
  setTimeout(() => {
    stopping.abort();
  }, 50);

  expect(await fetchFrom(() => undefined, { milliseconds: 10_000, stop: stopping.signal })).toEqual({
    kind: "later",
  });
});

test.each([
  [404, "missing"],
  [401, "missing"],
  [429, "later"],
  [503, "later"],
])("the answer %i means %s", async (status, kind) => {
  expect(
    await fetchFrom((_, response) => {
      answer(response, status);
    }),
  ).toEqual({ kind });
});

test("a redirect on the same host is followed", async () => {
  const fetched = await fetchFrom((request, response) => {
    if (request.url === "/file") answer(response, 302, { location: "/there" });
    else response.end("here");
  });

  expect(fetched).toMatchObject({ kind: "fetched", bytes: Buffer.from("here") });
});

test("a redirect to another host, port or scheme is not followed", async () => {
  const inner = await startFileServer((_, response) => response.end("secret"));
  for (const location of [inner.origin, "http://169.254.169.254/latest", "file:///etc/passwd", "http://["]) {
    const fetched = await fetchFrom((_, response) => {
      answer(response, 302, { location });
    });
    expect(fetched).toEqual({ kind: "moved" });
    await server?.stop();
  }
  expect(inner.asked).toEqual([]);
  await inner.stop();
});

test("redirects in a circle end", async () => {
  const fetched = await fetchFrom((_, response) => {
    answer(response, 302, { location: "/file" });
  });

  expect(fetched).toEqual({ kind: "moved" });
  expect(server?.asked.length).toBeLessThan(10);
});

test("a small answer that unpacks to a large one is not unpacked", async () => {
  const fetched = await fetchFrom((request, response) => {
    response.end(String(request.headers["accept-encoding"]));
  });

  expect(fetched).toMatchObject({ bytes: Buffer.from("identity") });
});
