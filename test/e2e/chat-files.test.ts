import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { textsOf } from "../../src/locales/texts";
import { howTo } from "../support/cases";
import { chromiumArguments, findChromium } from "../support/find-chromium";
import { type ProductProcess, startProduct } from "../support/product-process";
import { png, program } from "../support/sample-files";
import { createChatPage, locales } from "./chat-page";

const executablePath = findChromium();
const inBrowser = executablePath === null ? describe.skip : describe;
const pictures = join(__dirname, "pictures");

inBrowser("files in a browser", () => {
  let browser: Browser;
  let product: ProductProcess;
  let dataDir: string;

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), "partner-support-e2e-"));
    mkdirSync(pictures, { recursive: true });
    product = await startProduct(dataDir);
    browser = await chromium.launch({ executablePath: executablePath ?? "", args: chromiumArguments });
  }, 60_000);

  afterAll(async () => {
    await browser.close();
    expect(await product.stop()).toBe(0);
    rmSync(dataDir, { recursive: true, force: true });
  });

  test("a screenshot is attached, seen on the card, and the case comes as a file", async () => {
    const page = await browser.newPage({ viewport: { width: 1366, height: 1000 } });
    await page.goto(product.address);
    await page.getByTestId("language").selectOption(locales.en);
    const pane = page.getByTestId("pane-chat");
    await pane.locator("[data-from=bot]").first().waitFor();
    const chat = createChatPage(page, "en");
    await chat.say("How do I share a notebook?");
    for (let card = 0; card < 3 && !(await chat.words()).includes("PS-0"); card += 1)
      await chat.answerCard({ ...howTo, newCustomer: "contoso.com" });

    await pane.getByTestId("file-picker").setInputFiles([
      { name: "screenshot.png", mimeType: "image/png", buffer: png },
      {
        name: "a very long name of a server log that nobody shortens.log",
        mimeType: "",
        buffer: Buffer.from("x"),
      },
      { name: "setup.exe", mimeType: "", buffer: program },
    ]);
    await pane.getByRole("button", { name: "Remove a very long name" }).click();
    expect(await pane.getByTestId("attached").count()).toBe(2);
    await page.screenshot({ path: join(pictures, "files-attached.png") });
    await pane.getByTestId("composer-input").press("Enter");
    await pane.getByText("Keeping 2 files with PS-000001").waitFor();
    await pane.getByText("setup.exe was not kept").waitFor();

    await chat.say("PS-000001");
    expect(await chat.words()).toContain("Files: screenshot.png (1 KB)");
    await chat.newestCard.screenshot({ path: join(pictures, "files-card.png") });

    await chat.say("file PS-000001");
    await page.screenshot({ path: join(pictures, "files-offer.png") });
    await page.setViewportSize({ width: 375, height: 812 });
    await page.screenshot({ path: join(pictures, "files-offer-phone.png") });
    await pane.getByRole("button", { name: "Accept" }).click();
    const link = pane.getByTestId("file").filter({ hasText: "PS-000001.md" });
    await link.waitFor();
    const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
    expect(download.suggestedFilename()).toBe("PS-000001.md");
    const content = readFileSync(await download.path(), "utf8");
    expect(content).toContain(textsOf("en")("outcome.resolve"));
    expect(content).toContain("screenshot.png");
    await page.screenshot({ path: join(pictures, "files-phone.png") });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect(overflow).toBe(false);
    await page.close();
  }, 60_000);
});
