import { readFileSync } from "node:fs";
import { english } from "../../src/local-chat/page/english";
import { simplifiedChinese } from "../../src/local-chat/page/simplified-chinese";
import { traditionalChinese } from "../../src/local-chat/page/traditional-chinese";
import { textsOf } from "../../src/locales/texts";
import { languages } from "../../src/vocabulary";
import { howTo } from "../support/cases";
import { png, program } from "../support/sample-files";
import { waitUntil } from "../support/wait-until";
import { createChatPage, locales } from "./chat-page";
import { createChatStage, inBrowser, shoot } from "./stage";

/** The sentences of the page that are not the bot's. */
const wordsOf = { en: english, "zh-TW": traditionalChinese, "zh-CN": simplifiedChinese };

inBrowser("files in a browser", () => {
  const stage = createChatStage();

  test.each(languages)(
    "in %s a screenshot is attached, seen, and the case comes as a file",
    async (language) => {
      const say = textsOf(language);
      const words = wordsOf[language];
      const page = await stage.browser.newPage({ viewport: { width: 1366, height: 1000 } });
      const picture = (name: string) => shoot(page, `files-${language}-${name}`);
      await page.goto(stage.address);
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
      await picture("attached");
      await pane.getByTestId("composer-input").press("Enter");
      const number = /PS-\d{6}/.exec(await chat.words())?.[0] ?? "";
      const numbered = say("files.numbered_case", { number });
      await pane.getByText(say("notice.files_keeping", { count: 2, case: numbered })).waitFor();
      // Which of the two is settled first is not said, and a card tells what was kept when it was drawn.
      await pane.locator("[data-from=bot]").filter({ hasText: "setup.exe" }).last().waitFor();
      const kept = `${say("files.lead")}${say("files.sized", { name: "screenshot.png", size: "1 KB" })}`;
      await waitUntil(
        async () => {
          await chat.say(number);
          return chat.words();
        },
        (seen) => seen.includes(kept),
      );
      await picture("card");

      await chat.say(`file ${number}`);
      await picture("offer");
      const sent = pane.getByTestId("file").filter({ hasText: "screenshot.png" }).first();
      const seen = (await sent.innerText()).split(/\s+/).join(" ");
      expect(await sent.getAttribute("aria-label")).toContain(seen);
      await page.setViewportSize({ width: 375, height: 812 });
      await picture("offer-phone");
      await pane.getByRole("button", { name: words.accept }).last().click();
      const link = pane.getByTestId("file").filter({ hasText: `${number}.md` });
      await link.waitFor();
      const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
      expect(download.suggestedFilename()).toBe(`${number}.md`);
      const content = readFileSync(await download.path(), "utf8");
      expect(content).toContain(say("route.partner_resolves"));
      expect(content).toContain("screenshot.png");
      await picture("phone");
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
      expect(overflow).toBe(false);
      await page.close();
    },
    60_000,
  );
});
