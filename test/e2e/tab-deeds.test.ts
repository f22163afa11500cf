import { type Frame, type Page } from "playwright-core";
import { textsOf } from "../../src/locales/texts";
import { postApi } from "../http/api/api-client";
import { oid, tenants } from "../http/api/teams-world";
import { escalation } from "../support/cases";
import { waitUntil } from "../support/wait-until";
import { seeFocus } from "./see-focus";
import { keepCaseOf } from "./tab-cases";
import { type HostWishes, openInTeams, tabArguments, type TeamsHost } from "./teams-host";
import { createTabStage, inBrowser, shoot } from "./stage";

const mei = { id: oid, name: "Mei Chen" };
const alex = { id: "6a1d3c52-0b7e-4b5c-9d7a-2f1f0c8e4a02", name: "Alex Rivera" };
const say = textsOf("en");
const { partnerType, tenantScope, cloud, purchaseChannel, product } = escalation;
const begun = { partnerType, tenantScope, cloud, purchaseChannel, product };
const undiagnosed = {
  ...begun,
  issueType: "technical_break_fix",
  serviceHealth: "healthy",
  diagnosis: "not_started",
  environment: "production",
  impact: "critical",
};

inBrowser("what is done in the tab", () => {
  const stage = createTabStage(tabArguments);
  let host: TeamsHost;

  beforeAll(async () => {
    await keepCaseOf(undiagnosed, stage.world, tenants[0], 0, mei);
    await keepCaseOf(escalation, stage.world, tenants[0], 0, alex);
    await keepCaseOf(escalation, stage.world, tenants[0], 0, mei);
    await keepCaseOf({ ...begun, issueType: "how_to" }, stage.world, tenants[0], 0, mei);
  }, 60_000);

  afterEach(() => host.context.close());
  const open = async (wishes: Partial<HostWishes> = {}): Promise<Frame> => {
    const token = (): string => stage.world.keys.sign(stage.world.claims());
    host = await openInTeams(stage.browser, { origin: stage.world.origin, token, ...wishes });
    return host.tab;
  };
  /** Fills in every question that is open, page after page, until the form has gone. */
  async function answerAll(tab: Frame): Promise<void> {
    const dialog = tab.getByRole("dialog");
    for (let pages = 0; pages < 4 && (await dialog.count()) > 0; pages += 1) {
      for (const field of await dialog.locator("select").all()) {
        const name = (await field.getAttribute("name")) ?? "";
        const answer = Object.entries(escalation).find(([id]) => id === name)?.[1];
        if (answer !== undefined && (await field.inputValue()) === "") await field.selectOption(answer);
      }
      const before = await dialog.locator("select").count();
      await dialog.getByRole("button", { name: say("tab.form.send.answers") }).click();
      await waitUntil(
        () => dialog.locator("select").count(),
        (count) => count !== before,
      );
    }
  }
  const snap = (page: Page, name: string): Promise<unknown> => shoot(page, `tab-${name}`, { fullPage: true });

  test("all first steps ticked lead to further questions, and these to another verdict", async () => {
    const tab = await open({ address: "?case=PS-000001" });
    const steps = tab.locator(".first-steps");
    await steps.waitFor();
    for (const box of await steps.getByRole("checkbox").all()) await box.check();
    await snap(host.page, "first-steps");
    await steps.getByRole("button", { name: say("tab.case.save_steps") }).click();
    const dialog = tab.getByRole("dialog");
    await dialog.locator("[name=criteria]").waitFor();
    expect(await host.findViolations()).toEqual([]);
    await snap(host.page, "answers");
    await dialog.getByRole("button", { name: say("tab.form.send.answers") }).click();
    await dialog.getByText(say("tab.form.required")).first().waitFor();
    await answerAll(tab);
    await tab.getByText(say("tab.done.answers")).first().waitFor();
    await tab.locator(".difference").getByText("→").first().waitFor();
    await tab.locator(".verdict-outcome").getByText("Microsoft").waitFor();
    expect(await host.findViolations()).toEqual([]);
    await snap(host.page, "answers-done");
  }, 60_000);

  test.each(["answers", "evidence"])(
    "%s: what is sent as it was is not called saved",
    async (form) => {
      const read = () => stage.world.app.store.findRecord(tenants[0], 3);
      // The contact that is filled in is news to a case that has none.
      const headers = {
        authorization: `Bearer ${stage.world.keys.sign(stage.world.claims())}`,
        "if-match": `"${(await read())?.revision}"`,
      };
      const contact = { contactName: mei.name };
      expect(
        (await postApi(stage.world.origin, "/api/records/PS-000003/evidence", contact, headers)).status,
      ).toBe(200);
      const before = await read();
      const tab = await open({ address: "?case=PS-000003" });
      await tab.locator(".case-line").waitFor();
      const more = tab.locator(".case-actions .buttons [aria-expanded=false]");
      if ((await more.count()) > 0) await more.click();
      await tab.getByRole("button", { name: say(`tab.action.${form}`), exact: true }).click();
      await tab.getByRole("dialog").locator("[name]").first().waitFor();
      await tab.getByRole("button", { name: say(`tab.form.send.${form}`) }).click();

      await tab.locator(".case-actions").getByText(say("tab.done.nothing")).waitFor();
      expect(await read()).toEqual(before);
      expect(
        await tab
          .locator(".case-actions")
          .getByText(say(`tab.done.${form}`))
          .count(),
      ).toBe(0);
    },
    60_000,
  );

  test("an answer that opens other questions asks them before anything is saved", async () => {
    const tab = await open({ address: "?case=PS-000004" });
    await tab.getByRole("button", { name: say("tab.action.answers") }).click();
    const dialog = tab.getByRole("dialog");
    await dialog.locator("[name=issueType]").selectOption("technical_break_fix");
    await dialog.getByRole("button", { name: say("tab.form.send.answers") }).click();
    await dialog.getByRole("status").getByText(say("tab.form.further")).waitFor();
    await seeFocus(tab, "name", "partnerType");
    expect(await dialog.locator("[name=issueType]").inputValue()).toBe("technical_break_fix");
    await snap(host.page, "answers-further");
    await answerAll(tab);
    await tab.getByText(say("tab.done.answers")).first().waitFor();
    await tab.locator(".timeline").getByText(say("value.issueType.technical_break_fix")).waitFor();
  }, 60_000);

  test("a similar case is linked, and joined, and both are taken back", async () => {
    const tab = await open({ address: "?case=PS-000003" });
    const row = tab.locator(".bond").filter({ hasText: "PS-000002" });
    await row.getByRole("button", { name: `${say("tab.link.link")} PS-000002` }).click();
    await tab.getByText(say("tab.done.link")).first().waitFor();
    await row.getByText(say("tab.case.standing.related")).waitFor();
    await snap(host.page, "linked");
    await tab.getByRole("button", { name: say("tab.undo") }).click();
    await tab.getByText(say("tab.done.unlink")).first().waitFor();
    await row.getByRole("button", { name: say("tab.link.join", { number: "PS-000002" }) }).click();
    await tab.getByText(say("tab.done.join")).first().waitFor();
    await row.getByText(say("tab.case.standing.parent")).waitFor();
    expect(await host.findViolations()).toEqual([]);
    await tab.getByRole("button", { name: say("tab.undo") }).click();
    await tab.getByText(say("tab.done.unlink")).first().waitFor();
    await row.getByRole("button", { name: say("tab.link.join", { number: "PS-000002" }) }).waitFor();
  }, 60_000);
});
