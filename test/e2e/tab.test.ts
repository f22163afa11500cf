import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { textsOf } from "../../src/locales/texts";
import { type Language, languages } from "../../src/vocabulary";
import { keepRecord } from "../http/api/api-client";
import { oid, startTeamsWorld, type TeamsWorld, tenants } from "../http/api/teams-world";
import { chromiumArguments, findChromium } from "../support/find-chromium";
import { type HostWishes, openInTeams, type TeamsHost } from "./teams-host";

const executablePath = findChromium();
const inBrowser = executablePath === null ? describe.skip : describe;
const pictures = join(__dirname, "pictures");
// The page of Teams is made up and has no address of its own; that it frames one of this machine is as meant.
const tabArguments = [
  ...chromiumArguments,
  "--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests",
];
const mei = { id: oid, name: "Mei Chen" };

inBrowser("the tab inside Teams", () => {
  let browser: Browser;
  let world: TeamsWorld;

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    world = await startTeamsWorld();
    browser = await chromium.launch({ executablePath: executablePath ?? "", args: tabArguments });
    for (let index = 0; index < 30; index += 1) await keepCase(index);
  }, 60_000);

  afterAll(async () => {
    await browser.close();
    await world.stop();
  });

  const titles = [
    "Nobody at Contoso can send or receive mail since 9",
    "從早上九點起，所有使用者在 Outlook 與行動裝置上都無法收發郵件，重新啟動後仍然出現相同的錯誤代碼，客戶已經第三次來電詢問",
    "Invoice of October shows 120 seats instead of 102",
    "Teams 会议录制在共享频道中无法播放，提示没有权限",
  ];

  function keepCase(index: number): Promise<void> {
    const severity = (["A", "B", "C", "non_break_fix"] as const)[index % 4] ?? "C";
    const state = (["open", "escalated", "waiting_customer", "waiting_microsoft", "resolved"] as const)[
      index % 5
    ];
    return keepRecord(
      world,
      {
        title: titles[index % titles.length] ?? "",
        ...(state === undefined ? {} : { state }),
        customer: { name: index % 3 === 0 ? "Contoso 台灣股份有限公司" : "Fabrikam", domain: "contoso.com" },
        product: index % 2 === 0 ? "exchange-online" : "teams",
        requester: mei,
        ...(index % 3 === 1 ? { owner: mei } : {}),
        updatedAt: new Date(Date.now() - index * 7_000_000).toISOString(),
        verdict: {
          edition: "2020",
          row: "sample",
          outcome: "escalate_to_microsoft",
          escalateTo: "microsoft",
          route: "m365_admin_center",
          severity,
          responseHours: 2,
          responseBusinessDays: null,
          ruleIds: ["P-01"],
          notes: [],
        },
      },
      tenants[0],
    );
  }

  const open = (wishes: Partial<HostWishes> = {}): Promise<TeamsHost> =>
    openInTeams(browser, {
      origin: world.origin,
      token: () => world.keys.sign(world.claims()),
      ...wishes,
    });

  test.each<readonly [string, string, Language]>([
    ["default", "en-us", "en"],
    ["dark", "zh-tw", "zh-TW"],
    ["contrast", "zh-cn", "zh-CN"],
    ["glass", "en-gb", "en"],
  ])(
    "the %s theme in %s has no accessibility violation",
    async (theme, locale, language) => {
      const host = await open({ theme, locale });
      await host.tab.getByRole("table", { name: textsOf(language)("tab.view.mine") }).waitFor();
      expect(await host.tab.locator("html").getAttribute("lang")).toBe(language);
      expect(await host.findViolations()).toEqual([]);
      await host.page.screenshot({ path: join(pictures, `tab-list-${theme}.png`) });
      expect((await host.calls()).map(({ func }) => func)).toContain("appInitialization.success");
      await host.context.close();
    },
    60_000,
  );

  test.each(languages)(
    "nothing is cut off on a phone, in %s",
    async (language) => {
      const host = await open({ locale: language.toLowerCase(), viewport: { width: 320, height: 760 } });
      await host.tab.getByRole("table").waitFor();
      const isWider = "document.documentElement.scrollWidth > window.innerWidth";
      expect(await host.tab.evaluate(isWider)).toBe(false);
      await host.page.screenshot({ path: join(pictures, `tab-list-phone-${language}.png`) });
      await host.context.close();
    },
    60_000,
  );
});
