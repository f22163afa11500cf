import { readFileSync } from "node:fs";
import { type Page } from "playwright-core";
import { z } from "zod";
import { localPeople } from "../../src/local-chat/people";
import { textsOf } from "../../src/locales/texts";
import { type Language, languages } from "../../src/vocabulary";
import { escalation, healthFirst, howTo, vendor } from "../support/cases";
import { waitUntil } from "../support/wait-until";
import { createChatPage, locales } from "./chat-page";
import { seeFocus } from "./see-focus";
import { createChatStage, inBrowser, shoot } from "./stage";

/** More than anybody scrolls through. */
const many = 40;

const problems: Readonly<Record<Language, string>> = {
  en: "Nobody at Contoso can send or receive mail since 9",
  "zh-TW": "Contoso 從早上九點起所有人都無法收發郵件",
  "zh-CN": "Contoso 从早上九点起所有人都无法收发邮件",
};

const cases = [
  ["an escalation to Microsoft", "escalation", escalation, "escalate_to_microsoft"],
  ["one the partner solves", "how-to", howTo, "resolve"],
  ["one for the software vendor", "vendor", vendor, "contact_isv"],
  ["one that begins with service health", "health-first", healthFirst, "service_health_first"],
] as const;

inBrowser("the local chat in a browser", () => {
  const stage = createChatStage();

  async function openChat(language: Language, personIndex: number, theme = "light"): Promise<Page> {
    const page = await stage.browser.newPage({
      viewport: { width: 1366, height: 1000 },
      timezoneId: "Asia/Taipei",
    });
    await page.goto(stage.address);
    await page.getByTestId("language").selectOption(locales[language]);
    await page.getByTestId(`theme-${theme}`).click();
    await page.getByTestId("person-option").nth(personIndex).click();
    await page.getByTestId("pane-chat").locator("[data-from=bot]").first().waitFor();
    return page;
  }

  /** Posts to the chat of a person, by their place among the people. */
  async function postAsBot(index: number, activity: object): Promise<void> {
    const chat = `a:local-${localPeople[index]?.aadObjectId ?? ""}`;
    const address = new URL(`/connector/v3/conversations/${chat}/activities`, stage.address);
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify({ type: "message", ...activity });
    expect((await fetch(address, { method: "POST", headers, body })).status).toBe(201);
  }

  describe.each(languages)("in %s", (language) => {
    const say = textsOf(language);
    const who = languages.indexOf(language);
    // One page for all of them, as somebody has who works through a morning.
    let page: Page;

    beforeAll(async () => {
      page = await openChat(language, who);
    }, 60_000);
    afterAll(() => page.close());

    test.each(cases)(
      "%s goes from a first sentence to a saved record",
      async (_name, picture, answers, outcome) => {
        const chat = createChatPage(page, language);
        await chat.say(problems[language]);
        const own = { ...answers, newCustomer: "contoso.com" };
        for (let card = 0; card < 3 && !(await chat.words()).includes("PS-0"); card += 1)
          await chat.answerCard(own);
        const words = await chat.words();
        expect(words).toContain(say(`outcome.${outcome}`));
        expect(words).toMatch(/PS-\d{6}/);
        expect(words).toContain(problems[language]);
        expect(words).toContain("Contoso");
        expect(words).not.toMatch(/\$\{|\{\{|undefined|\bnull\b/);
        await shoot(chat.newestCard, `${language}-${picture}`);
      },
      60_000,
    );
  });

  test("a case is found beside the composer and posted by keyboard, and a report shows its bars and tables", async () => {
    const page = await openChat("en", 0);
    const pane = page.getByTestId("pane-chat");
    await pane.getByTestId("find-case").click();
    await page.getByTestId("find-field").fill("contoso");
    await page.getByTestId("found").first().waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    const posted = pane.locator("[data-from=person] .card").last();
    await posted.getByText("Contoso", { exact: true }).waitFor();
    const chat = createChatPage(page, "en");
    await chat.say("report");
    const toggle = chat.newestCard.getByRole("button", { name: "Show the tables" });
    await toggle.press("Enter");
    // The keyboard goes on where the button was that hid itself.
    await chat.newestCard.locator(":focus").getByText("Show the bars").waitFor();
    await chat.press("Show");
    await toggle.waitFor();
    await page.close();
  }, 60_000);

  test("of a new message nothing else is read aloud once more", async () => {
    const page = await openChat("en", 2);
    const chat = createChatPage(page, "en");
    await chat.say("help");
    await page.evaluate(`window.said = []; new MutationObserver((changes) => {
      for (const { target, addedNodes } of changes)
        if (target.nodeType === 1 && target.closest("[role=log]")) said.push(...[...addedNodes].map((node) => node.textContent));
    }).observe(document.body, { childList: true, subtree: true })`);
    await chat.say("my cases");
    const said = z.array(z.string()).parse(await page.evaluate("said"));
    expect(said.join(" ")).toContain("my cases");
    expect(said.filter((text) => text === "Today" || text.startsWith("Show earlier"))).toEqual([]);
    await page.close();
  }, 60_000);

  test("a picker is filled by keyboard, and tells where nothing is found", async () => {
    const page = await openChat("en", 1);
    const chat = createChatPage(page, "en");
    await chat.say("Something does not work");
    const input = chat.newestCard.locator('[id="product"]');
    const box = input.getByRole("combobox");
    const options = input.getByRole("option");
    expect(await box.getAttribute("aria-expanded")).toBe("false");
    await box.press("ArrowDown");
    expect(await options.count()).toBeGreaterThan(20);
    await box.press("Escape");
    expect([await box.getAttribute("aria-expanded"), await options.count()]).toEqual(["false", 0]);

    await box.fill("qqqq");
    await input.getByText("Nothing matches").waitFor();
    expect(await options.first().getAttribute("aria-disabled")).toBe("true");
    await box.fill("exchange");
    await box.press("ArrowDown");
    await box.press("ArrowUp");
    const active = (await box.getAttribute("aria-activedescendant")) ?? "";
    const name = await input.locator(`[id="${active}"]`).innerText();
    await box.press("Enter");
    expect([await box.inputValue(), await options.count()]).toEqual([name, 0]);
    expect(name).toContain("Exchange");
    await page.close();
  }, 60_000);

  test("a picker says that it is looking, and a late answer to older words changes nothing", async () => {
    const page = await openChat("en", 1);
    // As the bot draws it where there are more customers than a card holds; its id is no other card's of this chat.
    const picker = {
      ...{ type: "Input.ChoiceSet", id: "customerOfMany", label: "Customer", style: "filtered", choices: [] },
      "choices.data": { type: "Data.Query", dataset: "customers" },
    };
    const content = { type: "AdaptiveCard", version: "1.5", body: [picker] };
    await postAsBot(1, {
      attachments: [{ contentType: "application/vnd.microsoft.card.adaptive", content }],
    });
    const input = page.getByTestId("pane-chat").locator('.card [id="customerOfMany"]');
    const box = input.getByRole("combobox");
    const late = Promise.withResolvers<undefined>();
    await page.route("**/local/actions", async (route) => {
      const deed = z.object({ kind: z.string(), text: z.string() }).safeParse(route.request().postDataJSON());
      if (deed.data?.kind !== "lookUp") return route.continue();
      const { text } = deed.data;
      if (text === "zq") await late.promise;
      return route.fulfill({
        json: { kind: "choices", choices: [{ title: `Found by ${text}`, value: text }] },
      });
    });
    const asked = page.waitForRequest((request) => request.postData()?.includes('"zq"') === true);
    await box.fill("zq");
    await input.getByText("Searching…").waitFor();
    expect(await input.getByRole("listbox").getAttribute("aria-busy")).toBe("true");
    await asked;

    await box.fill("zqx");
    await input.getByText("Found by zqx").waitFor();
    const answered = page.waitForResponse((response) =>
      Boolean(response.request().postData()?.includes('"zq"')),
    );
    late.resolve(undefined);
    await answered;

    await page.evaluate("new Promise((resolve) => setTimeout(resolve, 50))");
    expect(await input.getByRole("option").allInnerTexts()).toEqual(["Found by zqx"]);
    expect(await input.getByRole("listbox").getAttribute("aria-busy")).toBe("false");
    await page.close();
  }, 60_000);

  test("what is said of a message stays when an older answer comes late, and goes with the conversation", async () => {
    const page = await openChat("en", 0);
    const late = Promise.withResolvers<undefined>();
    await page.route("**/local/actions", async (route) => {
      const { kind } = z.object({ kind: z.string() }).parse(route.request().postDataJSON());
      if (kind === "text") return route.fulfill({ status: 503, json: {} });
      if (kind === "open") await late.promise;
      return route.continue();
    });
    const opens = page.waitForRequest((request) => request.postData()?.includes('"open"') === true);
    await page.getByTestId("person-option").nth(2).click();
    const opened = (await opens).response();
    const pane = page.getByTestId("pane-chat");
    await pane.getByTestId("composer-input").fill("Nobody can send mail");
    await pane.getByTestId("composer-input").press("Enter");
    const said = pane.getByTestId("notice").getByText("503");
    await said.waitFor();
    late.resolve(undefined);
    await opened;

    await page.evaluate("new Promise((resolve) => setTimeout(resolve, 50))");
    expect(await said.isVisible()).toBe(true);
    await page.getByTestId("person-option").nth(0).click();
    await said.waitFor({ state: "hidden" });
    await page.close();
  }, 60_000);

  test("that the server could not be reached is no longer said once it is there again", async () => {
    const page = await openChat("en", 0);
    // The stream tells everything anew after a pause, as the browser's own reconnecting makes it do.
    await page.addInitScript(`
      const Real = EventSource;
      EventSource = class extends Real {
        constructor(...given) {
          super(...given);
          this.addEventListener("welcome", ({ data }) => {
            globalThis.comeBack = () => this.dispatchEvent(new MessageEvent("welcome", { data }));
          }, { once: true });
        }
      };`);
    await page.reload();
    const pane = page.getByTestId("pane-chat");
    await pane.locator("[data-from=bot]").first().waitFor();
    await page.context().setOffline(true);
    await pane.getByTestId("composer-input").fill("Nobody can send mail");
    await pane.getByTestId("composer-input").press("Enter");
    const said = pane.getByTestId("notice").locator(".error");
    await said.waitFor();
    await page.context().setOffline(false);
    await page.evaluate("comeBack()");
    await said.waitFor({ state: "hidden", timeout: 5000 });
    await page.close();
  }, 60_000);

  test("a long transcript opens on its end, and the keyboard reaches its beginning", async () => {
    const page = await openChat("en", 2);
    const pane = page.getByTestId("pane-chat");
    const messages = pane.getByTestId("message");
    await page.goto("about:blank");
    for (let count = 0; count < many; count += 1) {
      const text = `Message ${String(count)} of many${"\nwith more to read".repeat(6)}`;
      await postAsBot(2, { text });
    }
    await page.goto(stage.address);
    await pane.getByText(`Message ${String(many - 1)} of many`).waitFor();
    expect(await messages.count()).toBeLessThan(many);

    await pane.getByTestId("earlier").press("Enter");
    await seeFocus(page, "dataset.testid", "message");
    // Reading on upwards brings the rest, and nobody is asked for more than Home.
    const beginning = pane.getByText("Message 0 of many");
    await waitUntil(
      async () => {
        await pane.getByTestId("messages").press("Home");
        return beginning.count();
      },
      (count) => count === 1,
    );
    expect(await messages.count()).toBeGreaterThanOrEqual(many);
    await page.close();
  }, 60_000);

  test("hi is answered with a case left open, on a phone and in the dark", async () => {
    const page = await openChat("en", 0, "dark");
    const chat = createChatPage(page, "en");
    await chat.say("SharePoint of Litware is slow");
    await chat.say("hi");
    await page.setViewportSize({ width: 390, height: 844 });
    // Also once the page has asked, as Teams does, for the present state of whatever came.
    await page.evaluate("new Promise((resolve) => setTimeout(resolve, 300))");
    expect(await chat.words()).toContain("You have an unfinished case");
    await shoot(page, "phone-dark");
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect(overflow).toBe(false);
    await page.close();
  }, 60_000);

  test("the transcript has no accessibility violation in any theme", async () => {
    const context = await stage.browser.newContext({
      bypassCSP: true,
      viewport: { width: 1366, height: 1000 },
      // Colours in the middle of a transition are no colours of a theme.
      reducedMotion: "reduce",
    });
    const page = await context.newPage();
    await page.goto(stage.address);
    await page.getByTestId("language").selectOption(locales.en);
    await page.getByTestId("person-option").nth(0).click();
    const chat = createChatPage(page, "en");
    await chat.say("my cases");
    await chat.say("PS-000001");
    // A card with a checklist and with similar cases, whoever of the languages above made them.
    await chat.say("PS-000004");
    await page.evaluate(readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
    const report = "v.id + ': ' + v.nodes.map((node) => node.html.slice(0, 300)).join(' ')";
    for (const theme of ["light", "dark", "contrast"]) {
      await page.getByTestId(`theme-${theme}`).click();
      await page.locator(`[data-theme=${theme}]`).first().waitFor();
      const violations = await page.evaluate(
        `axe.run({ resultTypes: ['violations'], preload: false }).then((r) => r.violations.map((v) => ${report}))`,
      );
      expect([theme, violations]).toEqual([theme, []]);
    }
    await context.close();
  }, 60_000);
});
