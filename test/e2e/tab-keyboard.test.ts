import { type Frame } from "playwright-core";
import { textsOf } from "../../src/locales/texts";
import { postApi } from "../http/api/api-client";
import { oid, tenants } from "../http/api/teams-world";
import { escalation, howTo } from "../support/cases";
import { seeFocus, seeFocused } from "./see-focus";
import { keepCaseOf } from "./tab-cases";
import { openInTeams, tabArguments, type TeamsHost } from "./teams-host";
import { createTabStage, inBrowser } from "./stage";

const mei = { id: oid, name: "Mei Chen" };
const alex = { id: "6a1d3c52-0b7e-4b5c-9d7a-2f1f0c8e4a02", name: "Alex Rivera" };
const say = textsOf("en");

inBrowser("the tab by keyboard and by ear", () => {
  const stage = createTabStage(tabArguments);
  let host: TeamsHost;

  beforeAll(async () => {
    await keepCaseOf(escalation, stage.world, tenants[0], 0, mei);
    await keepCaseOf(howTo, stage.world, tenants[0], 0, mei);
  }, 60_000);

  afterEach(() => host.context.close());
  const tokenOf = (who = mei): string =>
    stage.world.keys.sign(stage.world.claims({ oid: who.id, name: who.name }));
  const open = async (address = ""): Promise<Frame> => {
    host = await openInTeams(stage.browser, { origin: stage.world.origin, token: () => tokenOf(), address });
    return host.tab;
  };

  test("whoever clears the filters goes on at the filters, and at the cases where none had matched", async () => {
    const tab = await open();
    await tab.locator(".case-row").first().waitFor();
    const state = tab.getByLabel(say("tab.filter.state"));
    await state.selectOption("closed");
    await tab.getByRole("button", { name: say("tab.filter.clear") }).press("Enter");
    await seeFocused(state);

    await state.selectOption("closed");
    await tab.getByRole("button", { name: say("tab.filter.clear_all") }).press("Enter");
    await tab.locator(".case-row").first().waitFor();
    await seeFocus(tab, "tagName", "SECTION");
    await seeFocus(tab, "ariaLabel", say("tab.view.mine"));
  }, 60_000);

  test("what one does oneself is said once; what somebody else does is said when it is seen", async () => {
    const tab = await open("?case=PS-000001");
    const take = tab.getByRole("button", { name: say("tab.action.take"), exact: true });
    await take.press("Enter");
    await take.waitFor({ state: "detached" });
    const said = tab.locator("[role=status][aria-live]").first();
    await said.getByText(say("tab.done.take")).waitFor();
    await host.page.waitForTimeout(1000);
    expect(await said.innerText()).toBe(say("tab.done.take"));

    const noted = await postApi(
      stage.world.origin,
      "/api/records/PS-000001/notes",
      { note: "Microsoft has answered" },
      { authorization: `Bearer ${tokenOf(alex)}`, "if-match": '"2"' },
    );
    expect(noted.status).toBe(200);
    await said.getByText(say("tab.case.changed")).waitFor();
    expect(await tab.locator(".timeline").innerText()).toContain("Microsoft has answered");
  }, 60_000);
});
