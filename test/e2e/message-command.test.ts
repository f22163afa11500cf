import { readFileSync } from "node:fs";
import { type Locator, type Page } from "playwright-core";
import { textsOf } from "../../src/locales/texts";
import { type Language, languages } from "../../src/vocabulary";
import { escalation } from "../support/cases";
import { createCardPage, locales } from "./chat-page";
import { seeFocused } from "./see-focus";
import { createChatStage, inBrowser, shoot } from "./stage";

const reports: Readonly<Record<Language, string>> = {
  en: "Contoso cannot send or receive mail since 9, all 40 people",
  "zh-TW": "Contoso 從早上九點起所有人都無法收發郵件",
  "zh-CN": "Contoso 从早上九点起所有人都无法收发邮件",
};

const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const views = {
  desktop: { width: 1366, height: 900 },
  phone: { width: 375, height: 812 },
} as const;
type Width = keyof typeof views;

inBrowser("starting from a message in a browser", () => {
  const stage = createChatStage();

  async function openPage(language: Language, personIndex: number, width: Width): Promise<Page> {
    const context = await stage.browser.newContext({
      bypassCSP: true,
      viewport: views[width],
      reducedMotion: "reduce",
      timezoneId: "Asia/Taipei",
    });
    const page = await context.newPage();
    await page.goto(stage.address);
    await page.getByTestId("language").selectOption(locales[language]);
    await page.getByTestId("theme-light").click();
    await become(page, personIndex);
    await page.getByTestId("pane-chat").locator("[data-from=bot]").first().waitFor();
    return page;
  }

  const become = (page: Page, index: number) => page.getByTestId("person-option").nth(index).click();

  /** Posts in the channel, without a word to the bot; answers the message. */
  async function post(page: Page, text: string): Promise<Locator> {
    const pane = page.getByTestId("pane-channel");
    if (await page.getByTestId("tab-channel").isVisible()) await page.getByTestId("tab-channel").click();
    await pane.getByTestId("composer-input").fill(text);
    await pane.getByTestId("composer-input").press("Enter");
    const message = pane.getByTestId("message").filter({ hasText: text }).last();
    await message.waitFor();
    return message;
  }

  async function findViolations(page: Page): Promise<unknown> {
    if (await page.evaluate("typeof axe === 'undefined'")) await page.evaluate(axe);
    const report = "v.id + ': ' + v.nodes.map((node) => node.html.slice(0, 300)).join(' ')";
    return page.evaluate(
      `axe.run({ resultTypes: ['violations'], preload: false }).then((r) => r.violations.map((v) => ${report}))`,
    );
  }

  const overflows = (page: Page) =>
    page.evaluate(
      "[document.documentElement, document.querySelector('.dialog-body')]" +
        ".some((one) => one.scrollWidth > one.clientWidth)",
    );

  describe.each(languages)("in %s", (language) => {
    const say = textsOf(language);
    let page: Page;

    beforeAll(async () => {
      page = await openPage(language, 1, "desktop");
    }, 60_000);
    afterAll(() => page.context().close());

    test.each(["desktop", "phone"] as const)(
      "on a %s the message of a colleague becomes a case, card after card",
      async (width) => {
        await page.setViewportSize(views[width]);
        await become(page, 1);
        const text = `${reports[language]} (${width})`;
        const message = await post(page, text);
        await become(page, 0);
        const picture = (name: string) => shoot(page, `message-${language}-${width}-${name}`);

        const more = message.getByTestId("more");
        await more.focus();
        await page.keyboard.press("Enter");
        await page.getByRole("menuitem", { name: say("dialog.title") }).waitFor();
        await picture("1-menu");
        expect(await findViolations(page)).toEqual([]);
        await page.keyboard.press("Enter");

        const dialog = page.getByRole("dialog", { name: say("dialog.title") });
        await dialog.locator(".card").waitFor();
        expect(await dialog.innerText()).toContain(text);
        expect(await dialog.innerText()).toContain("Alex Rivera");
        await picture("2-first-page");
        expect(await findViolations(page)).toEqual([]);

        const card = createCardPage(dialog.locator(".card"), language);
        for (let pages = 0; pages < 3 && !(await card.words()).includes("PS-0"); pages += 1) {
          // The impact was read from the message, but what is chosen already is not where a card begins.
          if (pages === 1) expect(await dialog.locator("[id=serviceHealth] :focus").count()).toBe(1);
          await card.answerCard({ ...escalation, newCustomer: "contoso.com" });
        }
        const words = await card.words();
        expect(words).toContain(say("outcome.escalate_to_microsoft"));
        expect(words).toContain(say("origin.open"));
        expect(words).toContain(text);
        expect(words).not.toMatch(/\$\{|\{\{|undefined|\bnull\b/);
        expect(await findViolations(page)).toEqual([]);
        await picture("3-verdict");
        if (width === "phone") await page.setViewportSize({ width: 360, height: 740 });
        expect(await overflows(page)).toBe(false);

        await card.press(say("card.action.more"));
        await card.press(say("card.action.note"));
        await dialog.locator("textarea").fill("Called back");
        await card.press(say("card.action.save_note"));
        expect(await card.words()).toContain(say("notice.note_added"));

        await dialog.getByText(say("origin.open")).click();
        await dialog.waitFor({ state: "hidden" });
        await seeFocused(message);
        expect(new URL(page.url()).hash).toBe("");
        await picture("4-original");
      },
      60_000,
    );
  });

  test("Escape leaves the dialog, the focus goes back, and the same message goes on with the same case", async () => {
    const page = await openPage("en", 2, "desktop");
    const message = await post(page, "Half-way");
    const more = message.getByTestId("more");
    const dialog = page.getByRole("dialog");
    const pick = async (): Promise<void> => {
      await more.click();
      await page.getByTestId("check-support-rules").click();
      await dialog.locator(".card").waitFor();
    };
    await pick();
    await createCardPage(dialog.locator(".card"), "en").answerCard(escalation);
    const second = await dialog.innerText();
    for (let presses = 0; presses < 30; presses += 1) {
      await page.keyboard.press("Tab");
      const isInside =
        "document.activeElement === document.body || !!document.activeElement.closest('dialog')";
      expect(await page.evaluate(isInside)).toBe(true);
    }
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    await seeFocused(more);

    await pick();

    expect(await dialog.innerText()).toBe(second);
    await page.getByTestId("close-dialog").click();
    await dialog.waitFor({ state: "hidden" });
    await page.context().close();
  }, 60_000);

  test("the menu closes when its message scrolls out of sight, and the focus goes back to the dots", async () => {
    const page = await openPage("en", 2, "desktop");
    await page.setViewportSize({ width: 1366, height: 500 });
    for (const word of ["One", "Two", "Three", "Four", "Five", "Six"]) await post(page, word);
    const more = page.getByTestId("pane-channel").getByTestId("more").last();
    const item = page.getByTestId("check-support-rules");
    await more.click();
    await item.waitFor();
    await page
      .getByTestId("pane-channel")
      .locator(".log")
      .evaluate((log) => {
        log.scrollTo({ top: 0, behavior: "instant" });
      });
    await item.waitFor({ state: "hidden" });
    await seeFocused(more);
    await page.context().close();
  }, 60_000);

  test.each(["dark", "contrast"])(
    "in the %s theme menu and dialog have no accessibility violation",
    async (theme) => {
      const page = await openPage("en", 0, "desktop");
      await page.getByTestId(`theme-${theme}`).click();
      // In the channel, where no card comes below it: a message that scrolls out of sight closes its menu.
      const message = await post(page, `Nothing arrives (${theme})`);
      await message.getByTestId("more").click();
      await page.getByTestId("check-support-rules").waitFor();
      expect(await findViolations(page)).toEqual([]);
      await shoot(page, `message-${theme}-1-menu`);
      await page.getByTestId("check-support-rules").click();
      await page.getByRole("dialog").locator(".card").waitFor();
      expect(await findViolations(page)).toEqual([]);
      await shoot(page, `message-${theme}-2-dialog`);
      await page.context().close();
    },
    60_000,
  );

  test("a link to a message opens the page on it, and one to a message that is gone says so", async () => {
    const page = await openPage("en", 0, "phone");
    const message = await post(page, "Look here");
    const id = (await message.getAttribute("data-message-id")) ?? "";

    await page.goto("about:blank");
    await page.goto(`${stage.address}#message=${id}`);
    await message.waitFor();
    await seeFocused(message);

    await page.getByTestId("tab-chat").click();
    const newest = page.getByTestId("pane-chat").getByTestId("message").last();
    await newest.evaluate((element) => {
      element.scrollIntoView({ block: "start" });
    });
    await shoot(page, "message-phone-chat");
    await page.evaluate("location.hash = '#message=gone'");
    await page.getByTestId("pane-chat").getByText("no longer there").waitFor();
    await page.context().close();
  }, 60_000);
});
