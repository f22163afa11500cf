import { textsOf } from "../../src/locales/texts";
import { type Language, languages } from "../../src/vocabulary";
import { oid, tenants } from "../http/api/teams-world";
import { escalation, healthFirst, howTo, vendor } from "../support/cases";
import { keepCaseOf } from "./tab-cases";
import { type HostWishes, openInTeams, tabArguments, type TeamsHost } from "./teams-host";
import { createTabStage, inBrowser, shoot } from "./stage";

const mei = { id: oid, name: "Mei Chen" };
const alex = { id: "6a1d3c52-0b7e-4b5c-9d7a-2f1f0c8e4a02", name: "Alex Rivera" };
const channelId = "19:exchange@thread.tacv2";
/** What Teams calls its themes; of the last one nobody has heard yet. */
const themes = ["default", "dark", "contrast", "glass"] as const;

inBrowser("the tab in every theme and language", () => {
  const stage = createTabStage(tabArguments);

  beforeAll(async () => {
    const kinds = [escalation, howTo, vendor, healthFirst];
    for (const [index, answers] of kinds.entries())
      await keepCaseOf(answers, stage.world, tenants[0], index, index === 2 ? alex : mei, {
        channelId,
        owner: index === 1 ? alex : undefined,
      });
  }, 60_000);

  const open = (wishes: Partial<HostWishes>, who = mei): Promise<TeamsHost> =>
    openInTeams(stage.browser, {
      origin: stage.world.origin,
      token: () => stage.world.keys.sign(stage.world.claims({ oid: who.id, name: who.name })),
      ...wishes,
    });

  /** What axe finds in a view, theme by theme; Teams tells of another theme while the view is open. */
  async function lookInAll(host: TeamsHost, view: string, language: Language): Promise<unknown> {
    const found: unknown[] = [];
    for (const theme of themes) {
      await host.changeTheme(theme);
      await host.tab.locator(`[data-theme=${theme === "glass" ? "default" : theme}]`).waitFor();
      found.push(await host.findViolations());
      // One of each theme and of each language is enough to look at.
      if (language === "en" || theme === "default")
        await shoot(host.page, `theme-${view}-${theme}-${language}`);
    }
    return found;
  }
  const clean = themes.map(() => []);

  test.each(languages)(
    "in %s list, case, form and reports have no accessibility violation in any theme",
    async (language) => {
      const say = textsOf(language);
      const host = await open({ locale: language.toLowerCase() });
      const { tab } = host;
      await tab.getByRole("table", { name: say("tab.view.mine") }).waitFor();
      expect(await tab.locator("html").getAttribute("lang")).toBe(language);
      expect(await lookInAll(host, "list", language)).toEqual(clean);
      await tab.locator("#row-PS-000004").click();
      await tab.locator(".case-line").getByText("PS-000004").waitFor();
      expect(await lookInAll(host, "case", language)).toEqual(clean);
      await tab.getByRole("button", { name: say("tab.action.severity") }).click();
      await tab.getByRole("dialog").getByRole("combobox").waitFor();
      expect(await lookInAll(host, "form", language)).toEqual(clean);
      await tab
        .getByRole("dialog")
        .getByRole("button", { name: say("tab.form.cancel") })
        .click();
      await tab.getByRole("button", { name: say("tab.case.back") }).click();
      await tab.getByRole("link", { name: say("tab.view.reports") }).click();
      await tab.locator(".report-part svg").first().waitFor();
      expect(await lookInAll(host, "reports", language)).toEqual(clean);
      await host.context.close();
    },
    60_000,
  );

  test.each(languages)(
    "in %s a channel's tab has none either, and is the same for everybody who looks",
    async (language) => {
      const say = textsOf(language);
      const host = await open({ locale: language.toLowerCase(), channelId });
      await host.tab.locator("#row-PS-000004").waitFor();
      expect(await host.tab.getByText(say("tab.view.mine")).count()).toBe(0);
      expect(await lookInAll(host, "channel", language)).toEqual(clean);
      const another = await open({ locale: language.toLowerCase(), channelId }, alex);
      await another.tab.locator("#row-PS-000004").waitFor();
      const rowsOf = ({ tab }: TeamsHost): Promise<readonly string[]> =>
        tab.locator(".case-row .column-case").allInnerTexts();
      expect(await rowsOf(another)).toEqual(await rowsOf(host));
      expect(await rowsOf(host)).toHaveLength(4);
      await host.context.close();
      await another.context.close();
    },
    60_000,
  );

  test("a case on paper is black on white, with its reasons and without anything to press", async () => {
    const host = await open({ theme: "dark", subPage: "PS-000004" });
    const { tab, page } = host;
    await tab.locator(".case-line").getByText("PS-000004").waitFor();
    const reason = tab.locator(".reasons li").first();
    expect(await reason.isVisible()).toBe(false);
    await page.emulateMedia({ media: "print" });
    expect(await tab.getByRole("button").count()).toBe(0);
    expect(
      await tab
        .locator("h1")
        .last()
        .evaluate((title) => getComputedStyle(title).color),
    ).toBe("rgb(0, 0, 0)");
    expect(await reason.isVisible()).toBe(true);
    await shoot(page, "tab-print");
    await host.context.close();
  }, 60_000);

  test.each([
    ["default", "normal"],
    ["dark", "dark"],
    ["contrast", "dark"],
  ])(
    "in the theme %s the signs in a field for a date are drawn by the scheme %s",
    async (theme, scheme) => {
      const host = await open({ theme, subPage: "PS-000001" });
      const { tab } = host;
      await tab.getByRole("button", { name: textsOf("en")("tab.action.file"), exact: true }).click();
      const date = tab.getByRole("dialog").locator("input[type=date]");
      await date.waitFor();
      expect(await date.evaluate((field) => getComputedStyle(field).colorScheme)).toBe(scheme);
      await shoot(host.page, `theme-date-${theme}`);
      await host.context.close();
    },
    60_000,
  );

  test("who wishes no motion sees another theme at once", async () => {
    const host = await open({});
    await host.tab.locator("#row-PS-000004").waitFor();
    await host.tab.evaluate(`void (window.passingOver = new Promise((resolve) =>
      new MutationObserver(() => resolve(document.getAnimations().length))
        .observe(document.documentElement, { subtree: true, attributeFilter: ["data-theme"] })))`);
    await host.changeTheme("dark");
    expect(await host.tab.evaluate("passingOver")).toBe(0);
    await host.context.close();
  }, 60_000);

  test("a channel no case has come to says so", async () => {
    const host = await open({ channelId: "19:nobody-knows@thread.tacv2" });
    await host.tab.getByText(textsOf("en")("tab.empty.channel.title")).waitFor();
    await host.context.close();
  }, 60_000);
});
