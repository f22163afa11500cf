import type { BrowserContext, Locator, Page } from "playwright-core";
import { localTenantId } from "../../src/local-chat/people";
import { textsOf } from "../../src/locales/texts";
import { postApi } from "../http/api/api-client";
import { person, startTestApp, type TestApp } from "../support/test-app";
import { seeFocus } from "./see-focus";
import { tabArguments } from "./teams-host";
import { createTabStage, inBrowser, shoot } from "./stage";

const say = textsOf("en");
const lead = person(2).aadObjectId;
const headers = { "x-local-person": lead };

inBrowser("whoever changes in the tab which programs are told of changes", () => {
  const stage = createTabStage(tabArguments);
  let context: BrowserContext;
  let local: TestApp;
  let page: Page;
  /** The program this test is about, as the page shows it. */
  let row: Locator;

  beforeEach(async () => {
    local = await startTestApp();
    const url = "http://127.0.0.1:9/events";
    expect((await postApi(local.origin, "/api/webhooks", { url }, headers)).status).toBe(200);
    context = await stage.browser.newContext({ locale: "en-US", viewport: { width: 1000, height: 800 } });
    context.setDefaultTimeout(15_000);
    page = await context.newPage();
    await page.goto(`${local.origin}/tab/`);
    await page.getByLabel(say("tab.local.person")).selectOption(lead);
    await page.getByRole("link", { name: say("tab.view.settings") }).click();
    row = page.locator(".hook");
    await row.getByText(url).waitFor();
  }, 60_000);
  afterEach(async () => {
    await context.close();
    await local.stop();
  });
  const press = (name: string) => row.getByRole("button", { name: say(name), exact: true }).click();
  const read = async () => (await local.app.store.listWebhooks(localTenantId))[0];
  /** What a colleague chooses meanwhile. */
  async function meanwhile(kinds: readonly string[]): Promise<void> {
    const { status } = await postApi(local.origin, `/api/webhooks/${(await read())?.id}`, { kinds }, headers);
    expect(status).toBe(200);
  }
  const kind = (name: string) => row.getByRole("checkbox", { name: say(`tab.hook.kind.${name}`) });

  test("is told what a colleague chose meanwhile, keeps the ticks and saves them knowing that", async () => {
    await press("tab.hook.change");
    await kind("note").uncheck();
    await meanwhile(["owner", "state"]);

    await press("tab.hook.save");
    const kinds = [say("tab.hook.kind.state"), say("tab.hook.kind.owner")].join(say("tab.hook.comma"));
    await row.locator(".overtaken").getByText(say("tab.hook.stale.way", { kinds })).waitFor();

    expect((await read())?.kinds).toEqual(["state", "owner"]);
    expect([await kind("note").isChecked(), await kind("created").isChecked()]).toEqual([false, true]);
    await seeFocus(page, "className", "overtaken");
    await shoot(page, "tab-overtaken-program");
    await press("tab.form.send_anyway");
    await row.getByRole("button", { name: say("tab.hook.change"), exact: true }).waitFor();
    expect((await read())?.kinds).toEqual(["created", "state", "severity", "owner", "changed"]);
  }, 60_000);

  test("is told again where a colleague is faster once more, and loses nothing by going on", async () => {
    await press("tab.hook.change");
    await meanwhile(["note"]);
    await press("tab.hook.save");
    const told = (name: string) =>
      row.locator(".overtaken").getByText(say("tab.hook.stale.way", { kinds: say(`tab.hook.kind.${name}`) }));
    await told("note").waitFor();
    await meanwhile(["owner"]);
    await press("tab.form.send_anyway");
    await told("owner").waitFor();

    await press("tab.form.cancel");
    await row.getByText(say("tab.hook.told", { kinds: say("tab.hook.kind.owner") })).waitFor();
    expect((await read())?.kinds).toEqual(["owner"]);
  }, 60_000);

  test("is not told that a choice was saved that was there before", async () => {
    await press("tab.hook.change");
    await press("tab.hook.save");

    await page.locator(".settings").getByText(say("tab.done.nothing")).waitFor();
    expect(await page.getByText(say("tab.hook.done.kinds")).count()).toBe(0);
  }, 60_000);

  test.each([
    ["a test of it is asked for", "tab.hook.test"],
    ["it is to be paused", "tab.hook.pause"],
    ["it is to be removed", "tab.hook.remove_now"],
    ["other kinds are chosen", "tab.hook.save"],
  ])(
    "is told that the program is gone, and not a case, when %s",
    async (_name, last) => {
      if (last === "tab.hook.remove_now") await press("tab.hook.remove");
      if (last === "tab.hook.save") await press("tab.hook.change");
      // What the page would see by itself in the meantime would take the button away.
      let isPressed = false;
      await context.route(
        (url) => url.pathname.startsWith("/api/webhooks"),
        (route) => {
          isPressed ||= route.request().method() !== "GET";
          return isPressed ? route.continue() : route.fulfill({ status: 304 });
        },
      );
      await local.app.store.removeWebhook(localTenantId, (await read())?.id ?? "");
      await press(last);

      const trouble = page.locator(".trouble");
      await trouble.getByText(say("tab.failure.no_program.title")).waitFor();
      await trouble.getByText(say("tab.failure.no_program.way")).waitFor();
      await page.getByText(say("tab.hook.none")).waitFor();
      expect(await page.getByText(say("tab.failure.not_found.title")).count()).toBe(0);
    },
    60_000,
  );
});
