import { startTestApp, type TestApp } from "../support/test-app";

let product: TestApp;

beforeAll(async () => {
  product = await startTestApp();
});
afterAll(() => product.stop());

test.each(["/local/actions", "/connector/v3/conversations"])(
  "what says it is compressed and is not is refused at %s like any body that is none",
  async (path) => {
    const post = (headers: Readonly<Record<string, string>>): Promise<Response> =>
      fetch(`${product.origin}${path}`, {
        method: "POST",
        headers: { "content-type": "application/json", origin: product.origin, ...headers },
        body: "no gzip",
      });

    const plain = await post({});
    const compressed = await post({ "content-encoding": "gzip" });

    expect(plain.status).toBe(400);
    expect([compressed.status, await compressed.text()]).toEqual([plain.status, await plain.text()]);
  },
);

test("a body beyond the limit is not read into a deed", async () => {
  const response = await fetch(`${product.origin}/local/actions`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: product.origin },
    body: JSON.stringify({ kind: "text", text: "x".repeat(300_000) }),
  });

  expect(response.status).toBe(413);
});
