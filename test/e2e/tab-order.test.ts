import { type Frame } from "playwright-core";
import { textsOf } from "../../src/locales/texts";
import { languages } from "../../src/vocabulary";
import { postApi } from "../http/api/api-client";
import { oid, tenants } from "../http/api/teams-world";
import { escalation } from "../support/cases";
import { keepCaseOf } from "./tab-cases";
import { type HostWishes, openInTeams, tabArguments, type TeamsHost } from "./teams-host";
import { createTabStage, inBrowser, shoot } from "./stage";

const mei = { id: oid, name: "Mei Chen" };
const phone = { width: 390, height: 844 };
/** Cases that are linked with the first one. */
const linked = 5;

inBrowser("a case in the tab, from top to bottom", () => {
  const stage = createTabStage(tabArguments);
  let host: TeamsHost;

  beforeAll(async () => {
    for (let count = 0; count <= linked; count += 1)
      await keepCaseOf(escalation, stage.world, tenants[0], 0, mei);
    for (let count = 1; count <= linked; count += 1) {
      const linking = await postApi(
        stage.world.origin,
        "/api/records/PS-000001/links",
        { other: `PS-00000${1 + count}`, how: "link" },
        {
          authorization: `Bearer ${stage.world.keys.sign(stage.world.claims())}`,
          "if-match": `"${count}"`,
        },
      );
      expect(linking.status).toBe(200);
    }
  }, 60_000);

  afterEach(() => host.context.close());
  const open = async (wishes: Partial<HostWishes>): Promise<Frame> => {
    const token = (): string => stage.world.keys.sign(stage.world.claims());
    host = await openInTeams(stage.browser, {
      ...{ origin: stage.world.origin, token, subPage: "PS-000001" },
      ...wishes,
    });
    await host.tab.locator(".timeline").waitFor();
    return host.tab;
  };
  /** The first parts of the case in the order in which they are read aloud, each with where it begins. */
  const topsOf = (tab: Frame): Promise<readonly { readonly name: string; readonly top: number }[]> =>
    tab.evaluate(`[...document.querySelectorAll(".case-head, .verdict, .clocks, .case-actions, .case-main > .part")]
      .map((part) => ({ name: part.classList[0], top: part.getBoundingClientRect().top }))`);

  test.each([phone, { width: 600, height: 900 }, { width: 1280, height: 900 }])(
    "at a width of $width the verdict stands before what can be done, for the eye and the keyboard",
    async (viewport) => {
      const tab = await open({ viewport });
      const parts = await topsOf(tab);
      expect(parts.map(({ top }) => top)).toEqual(parts.map(({ top }) => top).sort((a, b) => a - b));
      const actions = await tab.locator(".case-actions").boundingBox();
      const verdict = await tab.locator(".verdict-outcome").boundingBox();
      expect(verdict?.y ?? Infinity).toBeLessThan(actions?.y ?? 0);
      await shoot(host.page, `order-${viewport.width}`, { fullPage: true });
    },
    60_000,
  );

  test.each(languages)(
    "in %s who decides and the first button are on a phone's first screen",
    async (language) => {
      const tab = await open({ viewport: phone, locale: language.toLowerCase() });
      const button = await tab.locator(".case-actions .buttons button").first().boundingBox();
      expect((button?.y ?? Infinity) + (button?.height ?? 0)).toBeLessThan(phone.height);
      expect(button?.height).toBeGreaterThanOrEqual(44);
    },
    60_000,
  );

  test("of many linked cases three are shown, and unfolding goes on at the fourth", async () => {
    const say = textsOf("en");
    const tab = await open({ viewport: phone });
    const rows = tab.locator(".bond");
    await rows.first().waitFor();
    expect(await rows.count()).toBe(3);
    await tab
      .getByRole("button", { name: say("tab.case.more", { number: linked - 3 }) })
      .last()
      .press("Enter");
    await rows.nth(3).locator("a:focus").waitFor();
    expect(await rows.count()).toBe(linked);
    expect(await host.findViolations()).toEqual([]);
  }, 60_000);

  test("more of what can be done goes on at the first button that was folded", async () => {
    const tab = await open({ viewport: phone });
    const buttons = tab.locator(".case-actions > .buttons > button");
    const shown = await buttons.count();
    await tab.locator(".case-actions").getByRole("button", { name: /^More/ }).press("Enter");
    await tab.locator(".case-actions > .buttons > button:focus").waitFor();
    const focused = await buttons.evaluateAll((all) =>
      all.findIndex((one) => one === document.activeElement),
    );
    expect(focused).toBe(shown - 1);
  }, 60_000);
});
