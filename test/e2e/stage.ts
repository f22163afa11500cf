import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Locator, type Page } from "playwright-core";
import { startTeamsWorld, type TeamsWorld } from "../http/api/teams-world";
import { chromiumArguments, findChromium } from "../support/find-chromium";
import { type ProductProcess, startProduct } from "../support/product-process";

const executablePath = findChromium();
const pictures = join(__dirname, "pictures");

/** Tests that need a browser; where there is none they are skipped, visibly. */
export const inBrowser = executablePath === null ? describe.skip : describe;

/** A browser, and what the tests of a file look at with it; both end with the tests, also with those that fail. */
export interface ChatStage {
  readonly browser: Browser;
  /** Of the local chat. */
  readonly address: string;
}

export interface TabStage {
  readonly browser: Browser;
  readonly world: TeamsWorld;
}

/** The built program in local mode: one for the file, or one with nothing in it for each test. */
export function createChatStage(per: "file" | "test" = "file"): ChatStage {
  const browser = keepBrowser(chromiumArguments);
  const product = keep<ProductProcess & { readonly dataDir: string }>({
    per,
    async start() {
      const dataDir = mkdtempSync(join(tmpdir(), "partner-support-e2e-"));
      return { ...(await startProduct(dataDir)), dataDir };
    },
    async end(one) {
      const code = await one.stop();
      rmSync(one.dataDir, { recursive: true, force: true });
      expect(code).toBe(0);
    },
  });
  return {
    get browser() {
      return browser();
    },
    get address() {
      return product().address;
    },
  };
}

/** The program in teams mode with the tab. */
export function createTabStage(tabArguments: readonly string[]): TabStage {
  const browser = keepBrowser(tabArguments);
  const world = keep({ per: "file", start: () => startTeamsWorld(), end: (one) => one.stop() });
  return {
    get browser() {
      return browser();
    },
    get world() {
      return world();
    },
  };
}

/** Takes a picture to look at, where somebody wants to: `PICTURES=1 npx jest test/e2e` puts them into `pictures`. */
export async function shoot(
  target: Page | Locator,
  name: string,
  options: { readonly fullPage?: boolean } = {},
): Promise<void> {
  if (process.env["PICTURES"] === undefined) return;
  mkdirSync(pictures, { recursive: true });
  await target.screenshot({ path: join(pictures, `${name}.png`), ...options });
}

function keepBrowser(args: readonly string[]): () => Browser {
  return keep({
    per: "file",
    start: () => chromium.launch({ executablePath: executablePath ?? "", args: [...args] }),
    end: (browser) => browser.close(),
  });
}

interface Keeping<Kept> {
  readonly per: "file" | "test";
  readonly start: () => Promise<Kept>;
  readonly end: (kept: Kept) => Promise<void>;
}

/** Has something there while tests run. */
function keep<Kept>({ per, start, end }: Keeping<Kept>): () => Kept {
  let kept: Kept | undefined;
  const begin = async (): Promise<void> => {
    kept = await start();
  };
  const finish = async (): Promise<void> => {
    const ending = kept;
    kept = undefined;
    if (ending !== undefined) await end(ending);
  };
  if (per === "file") {
    beforeAll(begin, 60_000);
    afterAll(finish, 60_000);
  } else {
    beforeEach(begin, 60_000);
    afterEach(finish, 60_000);
  }
  return () => {
    if (kept === undefined) throw new Error("nothing is on stage before the tests begin");
    return kept;
  };
}
