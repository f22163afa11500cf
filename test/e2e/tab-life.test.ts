import { readFileSync } from "node:fs";
import { type BrowserContext, type Frame, type Route } from "playwright-core";
import { localTenantId } from "../../src/local-chat/people";
import { textsOf } from "../../src/locales/texts";
import { oid, tenants } from "../http/api/teams-world";
import { escalation } from "../support/cases";
import { person, startTestApp, type TestApp } from "../support/test-app";
import { waitUntil } from "../support/wait-until";
import { keepRecord } from "../http/api/api-client";
import { seeFocused } from "./see-focus";
import { keepCaseOf } from "./tab-cases";
import { openInTeams, tabArguments, type TeamsHost } from "./teams-host";
import { createTabStage, inBrowser, shoot } from "./stage";

const mei = { id: oid, name: "Mei Chen" };
const say = textsOf("en");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

inBrowser("the tab while it is open", () => {
  const stage = createTabStage(tabArguments);
  let context: BrowserContext | null = null;
  let local: TestApp | null = null;

  beforeAll(async () => {
    await keepCaseOf(escalation, stage.world, tenants[0], 0, mei);
  }, 60_000);

  afterEach(async () => {
    await context?.close();
    context = null;
    await local?.stop();
    local = null;
  });
  async function open(address = ""): Promise<TeamsHost> {
    const token = (): string => stage.world.keys.sign(stage.world.claims());
    const host = await openInTeams(stage.browser, { origin: stage.world.origin, token, address });
    ({ context } = host);
    return host;
  }
  const lists = (url: URL): boolean => url.pathname === "/api/records";
  const refuse = (status: number) => (route: Route) =>
    route.fulfill({
      status,
      headers: { "retry-after": "7" },
      contentType: "application/problem+json",
      body: "{}",
    });

  test.each([
    ["too many calls", refuse(429), "busy"],
    ["a database that is away", refuse(503), "unavailable"],
    ["a network that is gone", (route: Route) => route.abort(), "offline"],
  ] as const)(
    "%s is told over the list as it was, and it goes on after that",
    async (_name, answer, kind) => {
      const { tab, page } = await open();
      await tab.locator("#row-PS-000001").waitFor();
      await page.clock.install();
      await context?.route(lists, answer);
      await tab.getByLabel(say("tab.filter.state")).selectOption("open");
      await tab.getByText(say(`tab.failure.${kind}.title`), { exact: true }).waitFor();
      const way = say(`tab.failure.${kind}.way`, kind === "offline" ? undefined : { seconds: "7" });
      await tab.locator(".trouble").getByText(way).waitFor();
      await context?.unroute(lists);

      await page.clock.fastForward(25_000);

      await tab.locator("#row-PS-000001").waitFor();
      expect(await tab.getByText(say(`tab.failure.${kind}.title`), { exact: true }).count()).toBe(0);
    },
    60_000,
  );

  test("it asks again every few seconds, is answered without a body, and not at all while nobody looks", async () => {
    const { tab, page } = await open();
    await tab.locator("#row-PS-000001").waitFor();
    const answers: number[] = [];
    page.on("response", (response) => {
      if (lists(new URL(response.url()))) answers.push(response.status());
    });
    await page.clock.install();
    await tab.getByRole("link", { name: say("tab.view.tenant") }).click();
    await waitUntil(
      () => answers.length,
      (count) => count === 1,
    );
    await tab.locator("#row-PS-000001").waitFor();

    await page.clock.fastForward(11_000);
    await waitUntil(
      () => answers.length,
      (count) => count === 2,
    );
    expect(answers).toEqual([200, 304]);
    await look(tab, "hidden");
    await page.clock.fastForward(60_000);
    expect(answers).toHaveLength(2);
    await look(tab, "visible");

    await waitUntil(
      () => answers.length,
      (count) => count === 3,
    );
    expect(answers[2]).toBe(304);
  }, 60_000);

  /** As a browser tells a page that it is covered, or seen again. */
  async function look(tab: Frame, state: "hidden" | "visible"): Promise<void> {
    await tab.evaluate(
      `Object.defineProperty(document, "visibilityState", { configurable: true, value: "${state}" });
       document.dispatchEvent(new Event("visibilitychange"));`,
    );
  }

  test("a list that has looked through some of the cases says so, and goes on when it is asked to", async () => {
    const words = "turbine";
    const customer = { name: words, domain: "turbine.example" };
    const by = (owner: typeof mei | undefined) =>
      keepRecord(stage.world, { title: words, customer, requester: mei, owner }, tenants[0]);
    await by(mei);
    for (let others = 0; others < 14; others += 1) await by(undefined);
    const host = await openInTeams(stage.browser, {
      origin: stage.world.origin,
      token: () => stage.world.keys.sign(stage.world.claims()),
    });
    const { tab } = host;
    ({ context } = host);
    // Pages of one case stand for a list of many more: all but the oldest are nobody's, and the words do not tell.
    await context.route(lists, (route) =>
      route.continue({
        url: route
          .request()
          .url()
          .replace(/limit=\d+/, "limit=1"),
      }),
    );
    await tab.locator("#row-PS-000001").waitFor();
    await tab.getByLabel(say("tab.filter.owner")).selectOption("me");
    await tab.getByRole("searchbox").fill(words);

    await tab.getByText(say("tab.empty.further.title")).first().waitFor();
    await shoot(host.page, "tab-further");
    await tab.getByRole("button", { name: say("tab.empty.further.action") }).press("Enter");

    await tab.locator("#row-PS-000002:focus").waitFor();
    await tab.getByRole("status").getByText(say("tab.list.shown_one")).waitFor();
  }, 60_000);

  test("reports are saved as a table and a case's hand-over as a file", async () => {
    const { tab, page } = await open("?view=reports");
    const [table] = await Promise.all([
      page.waitForEvent("download"),
      tab.getByRole("button", { name: say("tab.report.save") }).click(),
    ]);
    expect(table.suggestedFilename()).toMatch(/^report-\d{4}-\d\d-\d\d\.csv$/);
    expect(readFileSync(await table.path(), "utf8")).toContain(say("report.column.section"));
    await tab.getByRole("link", { name: say("tab.view.mine") }).click();
    await tab.locator("#row-PS-000001").click();

    const [file] = await Promise.all([
      page.waitForEvent("download"),
      tab.getByRole("button", { name: say("tab.case.hand_over") }).click(),
    ]);

    expect(file.suggestedFilename()).toBe("PS-000001.md");
    expect(readFileSync(await file.path(), "utf8")).toMatch(/^# PS-000001\n/);
  }, 60_000);

  test("what moves stands still for those who ask for that", async () => {
    const { tab } = await open("?case=PS-000001");
    await tab.locator(".case-line").waitFor();

    const longest = await tab.evaluate(
      "Math.max(0, ...document.getAnimations().map((one) => one.effect.getComputedTiming().activeDuration))",
    );

    expect(longest).toBeLessThanOrEqual(1);
  }, 60_000);

  test("in a browser of its own one chooses who one is, in which language and colours", async () => {
    local = await startTestApp({ CASE_ACCESS: "own" });
    await keepRecord(local, { title: "Of Mei", requester: { id: person(0).aadObjectId, name: "Mei" } });
    await keepRecord(local, { title: "Of Alex", requester: { id: person(1).aadObjectId, name: "Alex" } });
    context = await stage.browser.newContext({ locale: "en-US" });
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    await page.goto(`${local.origin}/tab/`);
    await page.getByText("Of Mei").waitFor();

    await page.getByLabel(say("tab.local.person")).selectOption(person(1).aadObjectId);
    await page.getByText("Of Alex").waitFor();
    expect(await page.getByText("Of Mei").count()).toBe(0);
    await page.getByLabel(say("tab.local.theme")).selectOption("contrast");
    await page.locator("[data-theme=contrast]").waitFor();
    await page.getByLabel(say("tab.local.language")).selectOption("zh-TW");
    await page.getByLabel(textsOf("zh-TW")("tab.local.person")).waitFor();
    await page.reload();

    await page.getByText("Of Alex").waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("zh-TW");
    await page.goto(`${local.origin}/cases/PS-000002`);
    await page.locator(".case-line").getByText("PS-000002").waitFor();

    // No host offers the link or opens a chat of Teams: the link is copied, and the chat and the post are not offered.
    const chinese = textsOf("zh-TW");
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("button", { name: chinese("tab.case.share") }).click();
    await page.getByRole("button", { name: chinese("tab.case.copied") }).waitFor();
    expect(await page.evaluate("navigator.clipboard.readText()")).toBe(`${local.origin}/cases/PS-000002`);
    for (const way of ["chat", "post"])
      expect(await page.getByRole("button", { name: chinese(`tab.case.${way}`), exact: true }).count()).toBe(
        0,
      );
  }, 60_000);

  test("a lead has a program told of changes, is shown its secret once, and ends it again", async () => {
    local = await startTestApp();
    context = await stage.browser.newContext({ locale: "en-US", viewport: { width: 1000, height: 800 } });
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    await page.goto(`${local.origin}/tab/`);
    await page.getByRole("link", { name: say("tab.view.tenant") }).waitFor();
    expect(await page.getByRole("link", { name: say("tab.view.settings") }).count()).toBe(0);
    await page.getByLabel(say("tab.local.person")).selectOption(person(2).aadObjectId);
    await page.getByRole("link", { name: say("tab.view.settings") }).click();
    const press = (name: string) => page.getByRole("button", { name: say(name), exact: true }).press("Enter");
    const seeOn = (name: string) => seeFocused(page.getByRole("button", { name: say(name), exact: true }));
    const url = page.getByLabel(say("tab.hook.url"));
    await press("tab.hook.add");
    await page.getByText(say("tab.form.required")).waitFor();
    await page.locator("input[name=url]:focus").fill("https://10.0.0.1/");
    await press("tab.hook.add");
    await page.getByText(say("error.webhookAddress")).waitFor();
    await page.locator("input[name=url]:focus").waitFor();
    await url.fill("http://127.0.0.1:9/events");
    await press("tab.hook.add");
    const secret = page.getByRole("textbox", { name: say("tab.hook.secret") });
    const first = await secret.inputValue();
    expect(first).toMatch(/^psw_/);
    await shoot(page, "tab-settings");
    await press("tab.hook.rotate");
    await page.getByText(say("tab.hook.done.rotate")).first().waitFor();
    expect(await secret.inputValue()).not.toBe(first);
    // It is shown only once, above a list that may be long: whoever listens or types is brought to it.
    await seeFocused(secret);
    await press("tab.hook.test");
    await page.getByText(say("tab.hook.done.test")).first().waitFor();

    await press("tab.hook.change");
    const row = page.locator(".hook");
    const notes = row.getByRole("checkbox", { name: say("tab.hook.kind.note") });
    const ticked = row.getByRole("checkbox", { checked: true });
    await row.locator("input[type=checkbox]:focus").waitFor();
    for (let left = await ticked.count(); left > 0; left -= 1) await ticked.first().press("Space");
    await row.getByText(say("tab.hook.no_kind")).waitFor();
    await row.getByRole("button", { name: say("tab.hook.save") }).click();
    await notes.press("Space");
    await row.getByRole("button", { name: say("tab.hook.save") }).press("Enter");
    await row.getByText(say("tab.hook.told", { kinds: say("tab.hook.kind.note") })).waitFor();
    await seeOn("tab.hook.change");
    await press("tab.hook.pause");
    await row.getByText(say("tab.hook.held")).waitFor();
    const [kept] = await local.app.store.listWebhooks(localTenantId);
    expect([kept?.kinds, kept?.pausedAt]).toEqual([["note"], local.clock.now.toISOString()]);
    await page.evaluate(axe);
    const violations =
      "axe.run({ resultTypes: ['violations'], preload: false }).then((r) => r.violations.map((v) => v.id + v.nodes[0].html))";
    expect(await page.evaluate(violations)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(320);
    await shoot(page, "tab-settings-phone");
    await page.reload();
    await page.getByText("http://127.0.0.1:9/events").waitFor();
    expect(await secret.count()).toBe(0);
    await row.getByRole("button", { name: say("tab.hook.resume") }).click();
    await page.getByText(say("tab.hook.done.resume")).first().waitFor();
    // It is said at once; the row follows with the list that is read after that.
    await row.getByText(say("tab.hook.held")).waitFor({ state: "detached" });

    await press("tab.hook.remove");
    await press("tab.form.cancel");
    await seeOn("tab.hook.remove");
    await press("tab.hook.remove");
    await press("tab.hook.remove_now");

    await page.getByText(say("tab.hook.none")).waitFor();
    await page.locator(".part:focus").waitFor();
  }, 60_000);
});
