import { type Frame, type Page } from "playwright-core";
import { textsOf } from "../../src/locales/texts";
import { languages } from "../../src/vocabulary";
import { postApi } from "../http/api/api-client";
import { oid, tenants } from "../http/api/teams-world";
import { postNameOf } from "../../src/escalation/plan-telling";
import { escalation } from "../support/cases";
import { waitUntil } from "../support/wait-until";
import { seeFocus, seeFocused } from "./see-focus";
import { keepCaseOf, keepTabCase } from "./tab-cases";
import { type HostWishes, openInTeams, tabArguments, type TeamsHost } from "./teams-host";
import { createTabStage, inBrowser, shoot } from "./stage";

const mei = { id: oid, name: "Mei Chen" };
const alex = { id: "6a1d3c52-0b7e-4b5c-9d7a-2f1f0c8e4a02", name: "Alex Rivera" };
const say = textsOf("en");
/** Cases that were saved; the list shows 25 of them at first. */
const many = 30;

inBrowser("the tab inside Teams", () => {
  const stage = createTabStage(tabArguments);

  beforeAll(async () => {
    for (let index = 0; index < many; index += 1)
      await keepTabCase(stage.world, tenants[0], index, mei, index % 3 === 1 ? alex : undefined);
  }, 60_000);

  const tokenOf = (claims: Readonly<Record<string, unknown>> = {}): string =>
    stage.world.keys.sign(stage.world.claims(claims));
  const open = (wishes: Partial<HostWishes> = {}): Promise<TeamsHost> =>
    openInTeams(stage.browser, { origin: stage.world.origin, token: () => tokenOf(), ...wishes });
  const snap = (page: Page, name: string): Promise<unknown> => shoot(page, `tab-${name}`);
  const isWider = (tab: Frame): Promise<boolean> =>
    tab.evaluate("document.documentElement.scrollWidth > window.innerWidth");
  /** What stands in a list and reaches over its right edge. */
  const findCutOff = (tab: Frame): Promise<unknown> =>
    tab.evaluate(`[...document.querySelectorAll(".filter-line > *, .case-row > *")]
      .filter((one) => one.getBoundingClientRect().right > document.querySelector(".cases").getBoundingClientRect().right
        || (one.matches("td") && one.scrollWidth > one.clientWidth))
      .map((one) => one.className + ": " + one.textContent)`);
  /** Numbers of cases and dates that begin on one line and end on the next. */
  const findBroken = (tab: Frame): Promise<unknown> =>
    tab.evaluate(`(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const broken = [];
      while (walker.nextNode()) {
        const node = walker.currentNode;
        for (const { 0: text, index } of node.data.matchAll(/PS-\\d{6}|\\b[A-Z]-\\d\\d|\\d{4}-\\d\\d-\\d\\d/g)) {
          const range = document.createRange();
          range.setStart(node, index);
          range.setEnd(node, index + text.length);
          if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) broken.push(text);
        }
      }
      return broken;
    })()`);
  const waitForCase = (tab: Frame, number: string): Promise<void> =>
    tab.locator(".case-line").getByText(number).waitFor();

  test("reports stand on a narrow phone, with the table behind each chart", async () => {
    const host = await open({ address: "?view=reports", viewport: { width: 320, height: 760 } });
    await host.tab.locator(".report-part svg").first().waitFor();
    expect(await isWider(host.tab)).toBe(false);
    const split = `[...document.querySelectorAll("th[scope=col]")].filter((heading) => {
      heading.closest("details").open = true;
      const range = document.createRange();
      return [...heading.textContent.matchAll(/[^\\s-]+/g)].some(({ 0: word, index }) => {
        range.setStart(heading.firstChild, index);
        range.setEnd(heading.firstChild, index + word.length);
        return new Set([...range.getClientRects()].map(({ top }) => top)).size > 1;
      });
    }).map(({ textContent }) => textContent)`;
    expect(await host.tab.evaluate(split)).toEqual([]);
    await host.tab.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = false })");
    await snap(host.page, "reports-phone");
    await host.tab.getByText(say("tab.report.table"), { exact: true }).first().click();
    await host.tab.getByRole("table").first().waitFor();
    await host.context.close();
  }, 60_000);

  test("adding the tab to a channel asks nothing and gives the host the tab's address", async () => {
    const host = await open({ frameContext: "settings", address: "?page=configure" });
    await host.tab.getByText(say("tab.set_up.save")).waitFor();
    await host.page.evaluate(`tell({ func: "settings.save", args: [{}] })`);
    await host.page.waitForFunction(`calls.some(({ func }) => func === "settings.save.success")`);
    const kept = (await host.calls()).find(({ func }) => func === "settings.setSettings");
    expect(kept?.args[0]).toMatchObject({ entityId: "cases", contentUrl: `${stage.world.origin}/tab/` });
    await host.context.close();
  }, 60_000);

  test.each(languages)(
    "nothing is cut off on a narrow phone, in %s",
    async (language) => {
      const host = await open({ locale: language.toLowerCase(), viewport: { width: 320, height: 760 } });
      await host.tab.getByRole("table").waitFor();
      expect(await isWider(host.tab)).toBe(false);
      expect(await findCutOff(host.tab)).toEqual([]);
      await snap(host.page, `list-phone-${language}`);
      await host.tab.locator("#row-PS-000002").click();
      await waitForCase(host.tab, "PS-000002");
      expect(await isWider(host.tab)).toBe(false);
      await snap(host.page, `case-phone-${language}`);
      await host.context.close();
    },
    60_000,
  );

  test("no number of a case and no date is broken at its hyphen, however narrow the page", async () => {
    const text =
      "As in PS-000002 of 2026-11-23, and PS-000004 of 2026-11-24: see PS-000006 of 2026-11-25 first";
    await postApi(
      stage.world.origin,
      "/api/records/PS-000006/notes",
      { note: text },
      { authorization: `Bearer ${tokenOf()}`, "if-match": '"1"' },
    );
    const { tab, page, context } = await open({ address: "?case=PS-000006" });
    await waitForCase(tab, "PS-000006");
    await tab.locator("summary").first().click();
    const broken: unknown[] = [];
    for (let width = 320; width < 420; width += 9) {
      await page.setViewportSize({ width, height: 760 });
      broken.push(await findBroken(tab));
    }
    expect(broken.flat()).toEqual([]);
    await context.close();
  }, 60_000);

  test("words in charts are as large as all other small words, at every width", async () => {
    const { tab, page, context } = await open({ address: "?view=reports" });
    await tab.locator(".chart text").first().waitFor();
    for (const width of [340, 600, 720, 1060, 1280]) {
      await page.setViewportSize({ width, height: 760 });
      await tab.locator(`html`).evaluate(() => new Promise(requestAnimationFrame));
      const heights: readonly number[] = await tab.evaluate(
        `[...document.querySelectorAll(".chart text")].map((text) => Math.round(text.getBoundingClientRect().height))`,
      );
      expect([width, Math.min(...heights) >= 12, Math.max(...heights) <= 18]).toEqual([width, true, true]);
    }
    await context.close();
  }, 60_000);

  test("a case is opened by keyboard, and whoever comes back is where they were", async () => {
    const { tab, page, context } = await open();
    await tab.locator("#row-PS-000003").focus();
    await page.keyboard.press("Enter");
    await waitForCase(tab, "PS-000003");
    await seeFocus(tab, "tagName", "H1");
    await tab.getByRole("button", { name: say("tab.case.back") }).press("Enter");
    await tab.getByRole("table").waitFor();
    await seeFocus(tab, "id", "row-PS-000003");
    await context.close();
  }, 60_000);

  test("whoever works by keyboard stays where they were, also when what they pressed has gone", async () => {
    const { tab, context } = await open();
    const focused = (inside: string) => tab.locator(`${inside}:focus`).waitFor();
    await tab.getByRole("button", { name: say("tab.list.more") }).press("Enter");
    await tab.locator(".case-row").nth(25).locator("a:focus").waitFor();
    await tab
      .getByRole("status")
      .getByText(say("tab.list.shown", { number: many }))
      .waitFor();

    await tab.locator("#row-PS-000003").press("Enter");
    await waitForCase(tab, "PS-000003");
    const note = tab.getByRole("button", { name: say("tab.action.note") });
    await note.press("Enter");
    await focused("dialog textarea");
    await tab.locator("dialog textarea").press("Escape");
    await seeFocused(note);
    const take = tab.getByRole("button", { name: say("tab.action.take"), exact: true });
    await take.press("Enter");
    await take.waitFor({ state: "detached" });
    await focused(".case-actions");
    await context.close();
  }, 60_000);

  test("more rows come on request, filters stand in the address", async () => {
    const { tab, context } = await open();
    await tab.getByRole("button", { name: say("tab.list.more") }).click();
    await tab
      .getByText(say("tab.list.shown", { number: many }))
      .first()
      .waitFor();
    await tab.getByLabel(say("tab.filter.state")).selectOption("resolved");
    await tab
      .getByText(say("tab.list.shown", { number: 5 }))
      .first()
      .waitFor();
    expect(tab.url()).toContain("?state=resolved");
    expect(await tab.locator(".case-row .state").allInnerTexts()).toEqual(
      Array(5).fill(say("state.resolved")),
    );
    await tab.getByRole("button", { name: say("tab.filter.clear") }).click();
    await tab
      .getByText(say("tab.list.shown", { number: 25 }))
      .first()
      .waitFor();
    await tab.getByRole("searchbox").fill("收發郵件");
    await tab
      .getByText(say("tab.list.shown", { number: 8 }))
      .first()
      .waitFor();
    await tab.getByRole("searchbox").fill("PS-5");
    await tab.getByRole("searchbox").press("Enter");
    await waitForCase(tab, "PS-000005");
    await context.close();
  }, 60_000);

  test("a link of Teams opens its case, and a case nobody may see says so", async () => {
    const { tab, context } = await open({ subPage: "PS-000004" });
    await waitForCase(tab, "PS-000004");
    await context.close();
    const strange = await open({ address: "?case=PS-009999" });
    await strange.tab.getByText(say("tab.failure.not_found.title"), { exact: true }).waitFor();
    await strange.context.close();
  }, 60_000);

  test("a case is taken, noted and resolved, and the last step is taken back", async () => {
    const { tab, context } = await open({ address: "?case=PS-000001" });
    await tab.getByRole("button", { name: say("tab.action.take"), exact: true }).click();
    await tab.getByText(say("tab.done.take")).first().waitFor();
    await tab.getByRole("button", { name: say("tab.action.resolve") }).click();
    const dialog = tab.getByRole("dialog");
    await dialog.getByRole("button", { name: say("tab.form.send.resolve") }).click();
    await dialog.getByText(say("tab.form.required")).first().waitFor();
    await dialog.locator("[name=closingReason]").selectOption("solved_by_partner");
    await dialog.getByRole("button", { name: say("tab.form.send.resolve") }).click();
    await tab.getByText(say("tab.done.resolve")).first().waitFor();
    await tab.locator(".case-line").getByText(say("state.resolved")).waitFor();
    await tab.getByRole("button", { name: say("tab.undo") }).click();
    await tab.getByText(say("tab.done.undo")).first().waitFor();
    await tab.locator(".case-line").getByText(say("state.open")).waitFor();
    await context.close();
  }, 60_000);

  test("whoever is overtaken sees what changed and keeps the words typed", async () => {
    const { tab, context, page } = await open({ address: "?case=PS-000008" });
    await tab.getByRole("button", { name: say("tab.action.note") }).click();
    const dialog = tab.getByRole("dialog");
    await dialog.locator("textarea").fill("We have called back at ten");
    const byAlex = {
      authorization: `Bearer ${tokenOf({ oid: alex.id, name: alex.name })}`,
      "if-match": '"1"',
    };
    const noted = await postApi(
      stage.world.origin,
      "/api/records/PS-000008/notes",
      { note: "Microsoft has answered" },
      byAlex,
    );
    expect(noted.status).toBe(200);
    await dialog.getByRole("button", { name: say("tab.form.send.note") }).click();
    await dialog.getByRole("status").getByText(say("tab.form.stale.title")).waitFor();
    await dialog.getByText("Microsoft has answered").waitFor();
    expect(await dialog.locator("textarea").inputValue()).toBe("We have called back at ten");
    await snap(page, "overtaken");
    await dialog.getByRole("button", { name: say("tab.form.send_anyway") }).click();
    await tab.getByText(say("tab.done.note")).first().waitFor();
    await tab.locator(".timeline").getByText("We have called back at ten").waitFor();
    await context.close();
  }, 60_000);

  test("without a token the tab offers to sign in, and goes on then", async () => {
    let isSignedIn = false;
    const { tab, context } = await open({ token: () => (isSignedIn ? tokenOf() : "") });
    await tab.getByText(say("tab.failure.signed_out.title"), { exact: true }).waitFor();
    isSignedIn = true;
    await tab.getByRole("button", { name: say("tab.sign_in") }).click();
    await tab.getByRole("table").waitFor();
    expect(
      await tab.evaluate("JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])"),
    ).not.toContain("eyJ");
    await context.close();
  }, 60_000);

  test("a case is shared by the host; on a phone its link is copied", async () => {
    const desktop = await open({ address: "?case=PS-000001" });
    await desktop.tab.getByRole("button", { name: say("tab.case.share") }).click();
    const shared = (await desktop.calls()).find(({ func }) => func === "shareDeepLink");
    expect(shared?.args[0]).toBe("PS-000001");
    await desktop.context.close();
    const phone = await open({ address: "?case=PS-000001", clientType: "ios" });
    await phone.tab.getByRole("button", { name: say("tab.case.share") }).click();
    await phone.tab.getByRole("button", { name: say("tab.case.copied") }).waitFor();
    expect((await phone.calls()).map(({ func }) => func)).not.toContain("shareDeepLink");
    await phone.context.close();
  }, 60_000);

  test("the chat with whoever asked and the card in the channel are opened by the host", async () => {
    const { store } = stage.world.app;
    const [tenantId] = tenants;
    const channelId = "19:exchange@thread.tacv2";
    const posted = "1795000000001";
    const at = new Date().toISOString();
    await keepCaseOf(escalation, stage.world, tenantId, many, alex, { channelId });
    await store.keepConversation(
      {
        ...{ tenantId, conversationId: "a:alex", kind: "personal", serviceUrl: "https://smba.example/" },
        ...{ userId: alex.id, teamId: null, name: null, locale: null, timeZone: null, state: "active" },
      },
      at,
    );
    await store.keepAddress(tenantId, "a:alex", "alex@contoso.com");
    const post = { conversationId: channelId, record: many + 1, activityId: posted, threadId: posted };
    await store.keepPost(tenantId, { ...post, name: postNameOf(many + 1) });
    const number = `PS-${String(many + 1).padStart(6, "0")}`;

    const host = await open({ address: `?case=${number}` });
    await host.tab.getByRole("button", { name: say("tab.case.chat") }).click();
    await host.tab.getByRole("button", { name: say("tab.case.post") }).click();
    const opened = async () =>
      (await host.calls()).filter(({ func }) => func === "executeDeepLink").map(({ args }) => args[0]);
    await waitUntil(opened, ({ length }) => length === 2);

    const words = encodeURIComponent(say("team.chat_text", { number }));
    const channel = encodeURIComponent(channelId);
    const links = "https://teams.microsoft.com/l";
    expect(await opened()).toEqual([
      `${links}/chat/0/0?tenantId=${tenantId}&users=alex%40contoso.com&message=${words}`,
      `${links}/message/${channel}/${posted}?tenantId=${tenantId}&parentMessageId=${posted}`,
    ]);
    await host.context.close();
  }, 60_000);

  test("a frame whose host never answers says after a while that nobody is signed in", async () => {
    const { tab, context } = await open({ isMute: true });
    await tab.getByText(say("tab.failure.signed_out.title"), { exact: true }).waitFor();
    await context.close();
  }, 60_000);
});
