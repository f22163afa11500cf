import { type Frame } from "playwright-core";
import { textsOf } from "../../src/locales/texts";
import { postApi } from "../http/api/api-client";
import { oid, tenants } from "../http/api/teams-world";
import { escalation } from "../support/cases";
import { waitUntil } from "../support/wait-until";
import { seeFocus } from "./see-focus";
import { keepCaseOf } from "./tab-cases";
import { openInTeams, tabArguments, type TeamsHost } from "./teams-host";
import { createTabStage, inBrowser, shoot } from "./stage";

const mei = { id: oid, name: "Mei Chen" };
const alex = { id: "6a1d3c52-0b7e-4b5c-9d7a-2f1f0c8e4a02", name: "Alex Rivera" };
const say = textsOf("en");
const { criteria: _criteria, ...begun } = escalation;

inBrowser("whoever is overtaken in the tab", () => {
  const stage = createTabStage(tabArguments);
  let host: TeamsHost;
  /** The number of the case this test is about. */
  let number = "";
  let cases = 0;

  afterEach(() => host.context.close());
  const tokenOf = (who = mei): string =>
    stage.world.keys.sign(stage.world.claims({ oid: who.id, name: who.name }));
  async function open(answers: Readonly<Record<string, string>> = escalation): Promise<Frame> {
    await keepCaseOf(answers, stage.world, tenants[0], 0, mei);
    cases += 1;
    number = `PS-${String(cases).padStart(6, "0")}`;
    const address = `?case=${number}`;
    host = await openInTeams(stage.browser, { origin: stage.world.origin, token: () => tokenOf(), address });
    await host.tab.locator(".case-line").waitFor();
    return host.tab;
  }
  /** What a colleague does meanwhile, to the case as it is then. */
  async function meanwhile(path: string, body: object, revision = 1): Promise<void> {
    const headers = { authorization: `Bearer ${tokenOf(alex)}`, "if-match": `"${revision}"` };
    const { status } = await postApi(stage.world.origin, `/api/records/${number}/${path}`, body, headers);
    expect(status).toBe(200);
  }
  const press = (tab: Frame, name: string) =>
    tab.getByRole("button", { name: say(name), exact: true }).click();
  /** Opens a form of the case, also one whose button is folded away. */
  async function openForm(tab: Frame, action: string): Promise<void> {
    const more = tab.locator(".case-actions .buttons [aria-expanded=false]");
    if ((await more.count()) > 0) await more.click();
    await press(tab, `tab.action.${action}`);
    await tab.getByRole("dialog").locator("[name]").first().waitFor();
  }
  const kept = (id: number) => stage.world.app.store.findRecord(tenants[0], id);

  test("keeps the evidence typed, and takes nothing away of what a colleague has added", async () => {
    const tab = await open();
    await openForm(tab, "evidence");
    const dialog = tab.getByRole("dialog");
    await dialog.locator("[name=usersTotal]").fill("300");
    await meanwhile("evidence", { resource: "tenant of Contoso", usersAffected: "250" });

    await press(tab, "tab.form.send.evidence");
    await dialog.getByRole("status").getByText(say("tab.form.stale.title")).waitFor();

    await dialog.locator(".overtaken").getByText(alex.name).first().waitFor();
    expect(await dialog.locator("[name=usersTotal]").inputValue()).toBe("300");
    expect(await dialog.locator("[name=usersAffected]").inputValue()).toBe("250");
    await shoot(host.page, "tab-overtaken-evidence");
    await press(tab, "tab.form.send_anyway");
    await tab.getByText(say("tab.done.evidence")).first().waitFor();
    expect((await kept(cases))?.details).toMatchObject({
      ...{ usersTotal: "300", usersAffected: "250", resource: "tenant of Contoso" },
    });
  }, 60_000);

  test.each([
    ["severity", { severity: "B", reason: "Mailboxes work again" }, "reason"],
    ["state", { state: "waiting_customer" }, "state"],
    ["resolve", { state: "resolved", closingReason: "solved_by_partner" }, "closingReason"],
    ["file", { caseNumber: "2611280040001234" }, "caseNumber"],
  ] as const)(
    "keeps what was given in the form %s, sees by whom the case was changed and sends it again",
    async (action, values, last) => {
      const tab = await open();
      await openForm(tab, action);
      const dialog = tab.getByRole("dialog");
      for (const [id, value] of Object.entries(values)) {
        const field = dialog.locator(`[name=${id}]`);
        if ((await field.evaluate((one) => one.tagName)) === "SELECT") await field.selectOption(value);
        else await field.fill(value);
      }
      await meanwhile("notes", { note: "Microsoft has answered" });

      await press(tab, `tab.form.send.${action}`);
      await dialog.locator(".overtaken").getByText("Microsoft has answered").waitFor();

      await dialog.locator(".overtaken").getByText(alex.name).waitFor();
      expect(await dialog.locator(`[name=${last}]`).inputValue()).toBe(Object.values(values).at(-1));
      await press(tab, "tab.form.send_anyway");
      await tab
        .getByText(say(`tab.done.${action}`))
        .first()
        .waitFor();
    },
    60_000,
  );

  test("keeps the answers that further questions were asked for, and sees what a colleague has answered", async () => {
    const { partnerType, tenantScope, cloud, purchaseChannel, product } = escalation;
    const howTo = { partnerType, tenantScope, cloud, purchaseChannel, product, issueType: "how_to" };
    const tab = await open(howTo);
    await openForm(tab, "answers");
    const dialog = tab.getByRole("dialog");
    await dialog.locator("[name=issueType]").selectOption("technical_break_fix");
    await press(tab, "tab.form.send.answers");
    await dialog.locator("[name=diagnosis]").selectOption("exhausted");
    await meanwhile("answers", { product: "onenote" });
    for (const field of await dialog.locator("select").all()) {
      const name = (await field.getAttribute("name")) ?? "";
      const answer = Object.entries(escalation).find(([id]) => id === name)?.[1];
      if (answer !== undefined && (await field.inputValue()) === "") await field.selectOption(answer);
    }

    await press(tab, "tab.form.send.answers");
    await dialog.locator(".overtaken").getByText(alex.name).first().waitFor();

    const valueOf = (id: string) => dialog.locator(`[name=${id}]`).inputValue();
    expect(await valueOf("issueType")).toBe("technical_break_fix");
    expect(await valueOf("diagnosis")).toBe("exhausted");
    expect(await valueOf("product")).toBe("onenote");
    await shoot(host.page, "tab-overtaken-answers");
  }, 60_000);

  test("keeps the first steps ticked, is told who was faster, and saves them then", async () => {
    const tab = await open({ ...begun, diagnosis: "not_started" });
    const steps = tab.locator(".first-steps");
    const [first, second] = [steps.getByRole("checkbox").nth(0), steps.getByRole("checkbox").nth(1)];
    await first.check();
    await meanwhile("notes", { note: "Microsoft has answered" });

    await press(tab, "tab.case.save_steps");
    await steps.getByText("Microsoft has answered").waitFor();

    await steps.getByText(alex.name).waitFor();
    expect([await first.isChecked(), await second.isChecked()]).toEqual([true, false]);
    await shoot(host.page, "tab-overtaken-steps", { fullPage: true });
    await press(tab, "tab.case.save_steps");
    await steps.getByText(say("tab.done.steps")).waitFor();
    expect((await kept(cases))?.stepsDone).toContain("known_problem_searched");
  }, 60_000);

  test("is told by whom the case was taken when a button comes too late", async () => {
    const tab = await open();
    // What the page would see by itself in the meantime would take the button away.
    let isPressed = false;
    await host.context.route(
      (url) => url.pathname.endsWith("/page"),
      (route) => (isPressed ? route.continue() : route.abort()),
    );
    await host.context.route(
      (url) => url.pathname.endsWith("/take"),
      (route) => {
        isPressed = true;
        return route.continue();
      },
    );
    await meanwhile("take", {});
    await tab.evaluate(`void (window.heard = [], new MutationObserver((changes) => {
      for (const { addedNodes } of changes) for (const { textContent } of addedNodes) window.heard.push(textContent);
    }).observe(document.querySelector("[role=status][aria-live]"), { childList: true, subtree: true }))`);

    await press(tab, "tab.action.take");
    await tab.locator(".case-actions .overtaken").getByText(say("tab.form.stale_button")).waitFor();

    await tab.locator(".case-actions .timeline").getByText(alex.name).first().waitFor();
    // Who hears it only would otherwise be told that something has changed, in place of why nothing was done.
    await tab.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
    expect(await tab.evaluate("window.heard.filter((text) => text !== '')")).toEqual([
      say("tab.form.stale_button"),
    ]);
  }, 60_000);

  test("keeps the words where a colleague has ended the case, and is told that it can no longer be done", async () => {
    const tab = await open();
    await openForm(tab, "evidence");
    const dialog = tab.getByRole("dialog");
    await dialog.locator("[name=errorText]").fill("550 5.7.1, seen at ten");
    await meanwhile("state", { state: "resolved", closingReason: "solved_by_partner" });

    await press(tab, "tab.form.send.evidence");
    await dialog.getByRole("status").getByText(say("tab.form.over.title")).waitFor();

    await dialog.locator(".overtaken").getByText(alex.name).first().waitFor();
    expect(await dialog.locator("[name=errorText]").inputValue()).toBe("550 5.7.1, seen at ten");
    expect(await dialog.locator("button[type=submit]").count()).toBe(0);
    // The button that was pressed is gone, at the end of a form that is longer than the screen.
    await seeFocus(tab, "className", "overtaken");
    expect(await tab.evaluate("document.activeElement.getBoundingClientRect().top >= 0")).toBe(true);
    expect(await dialog.getByText(say("tab.failure.not_found.title")).count()).toBe(0);
    await waitUntil(
      () => host.findViolations(),
      (found) => JSON.stringify(found) === "[]",
    );
    await shoot(host.page, "tab-overtaken-over");
  }, 60_000);

  /** The page stays as it was read: what it asks for from now on is not answered. */
  const holdPage = () =>
    host.context.route(
      (url) => url.pathname.endsWith("/page"),
      () => undefined,
    );

  test("goes on with what one has saved oneself, also before the page shows it", async () => {
    const tab = await open();
    await holdPage();
    const dialog = tab.getByRole("dialog");
    await openForm(tab, "evidence");
    await dialog.locator("[name=usersTotal]").fill("300");
    await press(tab, "tab.form.send.evidence");
    await tab.getByText(say("tab.done.evidence")).first().waitFor();

    await openForm(tab, "evidence");
    expect(await dialog.locator("[name=usersTotal]").inputValue()).toBe("300");
    await dialog.locator("[name=usersAffected]").fill("250");
    await press(tab, "tab.form.send.evidence");
    await dialog.waitFor({ state: "detached" });
    await press(tab, "tab.action.take");
    await tab.getByText(say("tab.done.take")).first().waitFor();
    await openForm(tab, "note");
    await dialog.locator("[name=note]").fill("Microsoft has answered");
    await press(tab, "tab.form.send.note");
    await tab.getByText(say("tab.done.note")).first().waitFor();

    expect(await tab.locator(".overtaken").count()).toBe(0);
    expect(await kept(cases)).toMatchObject({
      ...{ revision: 5, owner: mei, details: { usersTotal: "300", usersAffected: "250" } },
    });
  }, 60_000);

  test("is overtaken by what a colleague does after what one has saved oneself", async () => {
    const tab = await open();
    await holdPage();
    await press(tab, "tab.action.take");
    await tab.getByText(say("tab.done.take")).first().waitFor();
    await meanwhile("notes", { note: "Microsoft has answered" }, 2);

    await openForm(tab, "evidence");
    const dialog = tab.getByRole("dialog");
    await dialog.locator("[name=usersTotal]").fill("300");
    await press(tab, "tab.form.send.evidence");
    await dialog.getByRole("status").getByText(say("tab.form.stale.title")).waitFor();

    expect((await kept(cases))?.details).not.toHaveProperty("usersTotal");
  }, 60_000);
});
