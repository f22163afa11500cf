import { once } from "node:events";
import { createServer } from "node:net";
import { portOf } from "../support/key-server";
import { spawnProduct } from "../support/product-process";
import { useTemporaryDirectories } from "../storage/temporary-directory";

const makeDirectory = useTemporaryDirectories();

test.each(["1", "2"])(
  "asked to stop while it starts, with WORKERS=%s, it ends at once and well",
  async (workers) => {
    // A server that says nothing keeps the start waiting.
    const silent = createServer();
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const connected = once(silent, "connection");
    const child = spawnProduct(makeDirectory(), {
      ...{ DATABASE_URL: `postgres://127.0.0.1:${portOf(silent)}/support`, WORKERS: workers },
      ...{
        MODE: "teams",
        BOT_ID: "8f5c1e7e-0c1f-4d8e-9a77-1f1f5d0f7a10",
        SECRET_BOT_PASSWORD: "not a secret",
      },
      BOT_TENANT_ID: "3d0f5a0e-9f5c-4c0b-8a51-6c2c7e1b9d10",
    });
    const ended = once(child, "exit");
    await connected;

    child.kill("SIGTERM");

    expect(await ended).toEqual([0, null]);
    silent.close();
  },
  60_000,
);
