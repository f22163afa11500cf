import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { texts } from "../../src/local-chat/page/texts";
import { textsOf } from "../../src/locales/texts";
import { languages } from "../../src/vocabulary";
import { howTo } from "../support/cases";
import { chromiumArguments, findChromium } from "../support/find-chromium";
import { type ProductProcess, startProduct } from "../support/product-process";
import { png, program } from "../support/sample-files";
import { waitUntil } from "../support/wait-until";
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

  test.each(languages)(
    "in %s a screenshot is attached, seen, and the case comes as a file",
    async (language) => {
      const say = textsOf(language);
      const words = texts[locales[language]];
      const shoot = (name: string): string => join(pictures, `files-${language}-${name}.png`);
      const page = await browser.newPage({ viewport: { width: 1366, height: 1000 } });
      await page.goto(product.address);
      await page.getByTestId("language").selectOption(locales[language]);
      const pane = page.getByTestId("pane-chat");
      await pane.locator("[data-from=bot]").first().waitFor();
      const chat = createChatPage(page, language);
      await pane.getByTestId("composer-input").waitFor();
      await chat.say(say("command.new"));
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
      await pane.getByRole("button", { name: words.removeFile("a very long name") }).click();
      expect(await pane.getByTestId("attached").count()).toBe(2);
      await page.screenshot({ path: shoot("attached") });
      await pane.getByTestId("composer-input").press("Enter");
      const number = /PS-\d{6}/.exec(await chat.words())?.[0] ?? "";
      await pane.getByText(say("notice.files_keeping", { count: 2, case: number })).waitFor();
      // Which of the two is settled first is not said, and a card tells what was kept when it was drawn.
      await pane.locator("[data-from=bot]").filter({ hasText: "setup.exe" }).last().waitFor();
      const kept = `${say("files.lead")}${say("files.kilobytes", { name: "screenshot.png", size: 1 })}`;
      await waitUntil(
        async () => {
          await chat.say(number);
          return chat.words();
        },
        (seen) => seen.includes(kept),
      );
      await page.screenshot({ path: shoot("card") });

      await chat.say(`file ${number}`);
      await page.screenshot({ path: shoot("offer") });
      await page.setViewportSize({ width: 375, height: 812 });
      await page.screenshot({ path: shoot("offer-phone") });
      await pane.getByRole("button", { name: words.accept }).last().click();
      const link = pane.getByTestId("file").filter({ hasText: `${number}.md` });
      await link.waitFor();
      const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
      expect(download.suggestedFilename()).toBe(`${number}.md`);
      const content = readFileSync(await download.path(), "utf8");
      expect(content).toContain(say("route.partner_resolves"));
      expect(content).toContain("screenshot.png");
      await page.screenshot({ path: shoot("phone") });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
      expect(overflow).toBe(false);
      await page.close();
    },
    60_000,
  );
});
