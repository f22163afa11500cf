import { type Frame } from "playwright-core";
import { z } from "zod";
import { textsOf } from "../../src/locales/texts";
import { languages } from "../../src/vocabulary";
import { oid, tenants } from "../http/api/teams-world";
import { escalation, howTo } from "../support/cases";
import { seeFocus } from "./see-focus";
import { keepCaseOf } from "./tab-cases";
import { type HostWishes, openInTeams, tabArguments, type TeamsHost } from "./teams-host";
import { createTabStage, inBrowser, shoot } from "./stage";

const mei = { id: oid, name: "Mei Chen" };
const viewport = { width: 390, height: 844 };
const say = textsOf("en");
/** One the page was told of before it was removed. */
const goneFile = {
  id: "gone",
  name: "trace.txt",
  contentType: "text/plain",
  size: 12,
  state: "kept",
  reason: null,
  by: mei,
  at: "2026-11-02T08:00:00.000Z",
  href: "/api/records/1/files/gone",
};
const { criteria: _criteria, ...begun } = escalation;

inBrowser("the tab where something is missing", () => {
  const stage = createTabStage(tabArguments);
  let host: TeamsHost;

  beforeAll(async () => {
    await keepCaseOf(howTo, stage.world, tenants[0], 0, mei);
    await keepCaseOf({ ...begun, diagnosis: "not_started" }, stage.world, tenants[0], 0, mei);
  }, 60_000);

  afterEach(() => host.context.close());
  const open = async (wishes: Partial<HostWishes> = {}): Promise<Frame> => {
    const token = (): string => stage.world.keys.sign(stage.world.claims());
    host = await openInTeams(stage.browser, { origin: stage.world.origin, token, viewport, ...wishes });
    return host.tab;
  };

  test("a case that is opened without a network says so and can be left again", async () => {
    const tab = await open();
    await tab.locator("#row-PS-000001").waitFor();
    await host.page.waitForLoadState("networkidle");
    await host.context.setOffline(true);
    await tab.locator("#row-PS-000001").press("Enter");
    await tab.getByText(say("tab.failure.offline.title"), { exact: true }).waitFor();
    await seeFocus(tab, "textContent", "PS-000001");
    expect(await host.findViolations()).toEqual([]);
    await shoot(host.page, "tab-offline-case");
    await tab.getByRole("button", { name: say("tab.case.back") }).press("Enter");
    await tab.locator("#row-PS-000001:focus").waitFor();
  }, 60_000);

  test("a case nobody may see is named, and whoever asked for it by its number is there", async () => {
    const tab = await open();
    await tab.getByRole("searchbox").fill("PS-9999");
    await tab.getByRole("searchbox").press("Enter");
    await tab.getByText(say("tab.failure.not_found.title"), { exact: true }).waitFor();
    await seeFocus(tab, "textContent", "PS-009999");
    // A case that is not there is not there when it is asked for again either.
    expect(await tab.getByRole("button", { name: say("tab.retry") }).count()).toBe(0);
    await shoot(host.page, "tab-not-found");
    expect(await host.findViolations()).toEqual([]);
  }, 60_000);

  test("a file that is gone is called that, and not a case that is not there", async () => {
    const tab = await open();
    await host.context.route(
      (url) => url.pathname.endsWith("/page"),
      async (route) => {
        const response = await route.fetch();
        const page = z.looseObject({}).parse(await response.json());
        await route.fulfill({ response, json: { ...page, files: [goneFile] } });
      },
    );
    await tab.locator("#row-PS-000001").press("Enter");
    await tab.getByRole("button", { name: `${say("tab.file.save")} trace.txt` }).click();
    await tab.locator(".trouble").getByText(say("tab.failure.no_file.title"), { exact: true }).waitFor();
    expect(await tab.getByText(say("tab.failure.not_found.title")).count()).toBe(0);
    await shoot(host.page, "tab-file-gone");
  }, 60_000);

  test("who has been named no longer is not taken for somebody who never was", async () => {
    const nameless = { owner: { id: mei.id, name: "" } };
    const rename = async (path: RegExp, change: (body: object) => object): Promise<void> => {
      await host.context.route(
        (url) => path.test(url.pathname),
        async (route) => {
          const response = await route.fetch();
          // A later look at what has not changed is answered without a body.
          if (response.status() === 304) return route.fulfill({ response });
          return route.fulfill({ response, json: change(z.looseObject({}).parse(await response.json())) });
        },
      );
    };
    const tab = await open();
    await rename(/\/api\/records$/, (body) => {
      const { records } = z.looseObject({ records: z.array(z.looseObject({})) }).parse(body);
      return { ...body, records: records.map((record) => ({ ...record, ...nameless })) };
    });
    await rename(/\/page$/, (body) => {
      const { record, timeline } = z
        .looseObject({ record: z.looseObject({}), timeline: z.array(z.looseObject({})) })
        .parse(body);
      const unsigned = timeline.map((entry) => ({ ...entry, by: nameless.owner }));
      return { ...body, record: { ...record, ...nameless }, timeline: unsigned };
    });
    await tab.getByLabel(say("tab.filter.state")).evaluate((select) => {
      select.closest(".filter-choices")?.classList.add("is-open");
    });
    await tab.getByLabel(say("tab.filter.state")).selectOption("open");

    await tab.locator(".column-owner").getByText(say("tab.name_removed")).first().waitFor();

    await tab.locator("#row-PS-000001").press("Enter");
    await tab.locator(".case-facts-line").getByText(say("tab.name_removed")).waitFor();
    expect(await tab.locator(".timeline .source").first().innerText()).not.toContain("·");
  }, 60_000);

  test.each(["PS-000001", "PS-000002"])(
    "what is sent from %s and not taken says when to send it again, for nothing does so by itself",
    async (number) => {
      const tab = await open({ address: `?case=${number}` });
      await host.context.route(
        (url) => /\/(take|notes)$/.test(url.pathname),
        (route) => route.fulfill({ status: 503, headers: { "retry-after": "7" }, json: {} }),
      );
      await tab.getByRole("button", { name: say("tab.action.take"), exact: true }).click();
      const again = say("tab.failure.unavailable.by_hand", { seconds: "7" });
      await tab.locator(".case-actions > .trouble").getByText(again).waitFor();
      await tab.getByRole("button", { name: say("tab.action.note"), exact: true }).click();
      const dialog = tab.getByRole("dialog");
      await dialog.locator("[name=note]").fill("Microsoft has answered");

      await dialog.getByRole("button", { name: say("tab.form.send.note") }).click();

      await dialog.locator(".trouble").getByText(again).waitFor();
      expect(await dialog.locator("[name=note]").inputValue()).toBe("Microsoft has answered");
    },
    60_000,
  );

  test("a form that was opened without a network is read again where one stands", async () => {
    const tab = await open({ address: "?case=PS-000001" });
    const note = tab.getByRole("button", { name: say("tab.action.note"), exact: true });
    await note.waitFor();
    await host.context.setOffline(true);
    await note.press("Enter");
    const dialog = tab.getByRole("dialog");
    const again = dialog.getByRole("button", { name: say("tab.retry") });
    await again.waitFor();
    expect(await host.findViolations()).toEqual([]);
    await shoot(host.page, "tab-form-offline");
    await host.context.setOffline(false);

    await again.press("Enter");

    await dialog.locator("[name=note]:focus").waitFor();
    expect(await dialog.locator(".trouble").count()).toBe(0);
  }, 60_000);

  test("reports that are opened without a network say so on the page they stand on, and are read again there", async () => {
    const tab = await open();
    await tab.locator("#row-PS-000001").waitFor();
    await host.page.waitForLoadState("networkidle");
    await host.context.setOffline(true);
    await tab.getByRole("link", { name: say("tab.view.reports") }).press("Enter");
    await tab.getByText(say("tab.failure.offline.title"), { exact: true }).waitFor();
    expect(await tab.locator("main").count()).toBe(1);
    await host.context.setOffline(false);

    await tab.getByRole("button", { name: say("tab.retry") }).press("Enter");

    await tab.locator(".report-part svg").first().waitFor();
  }, 60_000);

  test.each(languages)(
    "in %s somebody of an organization that is not served is told what helps, and not to sign in again",
    async (language) => {
      const tell = textsOf(language);
      const other = "11111111-1111-4111-8111-111111111111";
      const issuer = `https://login.microsoftonline.com/${other}/v2.0`;
      const token = (): string => stage.world.keys.sign(stage.world.claims({ tid: other, iss: issuer }));
      const tab = await open({ locale: language.toLowerCase(), token });
      await tab.getByText(tell("tab.failure.elsewhere.title"), { exact: true }).waitFor();
      await tab.locator(".trouble").getByText(tell("tab.failure.elsewhere.way")).waitFor();
      for (const way of ["tab.sign_in", "tab.retry"])
        expect(await tab.getByRole("button", { name: tell(way) }).count()).toBe(0);
      // There is nothing to search.
      expect(await tab.getByRole("search").count()).toBe(0);
      await shoot(host.page, `tab-elsewhere-${language}`);
    },
    60_000,
  );

  test("outside of Teams the tab says where it can be used instead of offering to sign in", async () => {
    await open();
    const page = await host.context.newPage();
    await page.goto(`${stage.world.origin}/tab/`);
    await page.locator(".trouble").getByText(say("tab.failure.signed_out.outside")).waitFor();
    expect(await page.getByRole("button", { name: say("tab.sign_in") }).count()).toBe(0);
  }, 60_000);

  test.each(languages)(
    "in %s a report without a case says so instead of noughts",
    async (language) => {
      const tell = textsOf(language);
      const channelId = "19:nobody-knows@thread.tacv2";
      const tab = await open({ locale: language.toLowerCase(), address: "?view=reports", channelId });
      await tab.getByRole("heading", { name: tell("tab.empty.reports.title") }).waitFor();
      expect(await tab.locator(".report-scope").innerText()).toBe(tell("report.scope.team"));
      expect(await tab.locator(".figure, .report-part").count()).toBe(0);
      expect(await host.findViolations()).toEqual([]);
    },
    60_000,
  );

  test.each(languages)(
    "in %s the first steps of a case are no wider than a phone",
    async (language) => {
      const tab = await open({ locale: language.toLowerCase(), address: "?case=PS-000002" });
      await tab.locator(".first-steps select").waitFor();
      expect(await tab.evaluate("document.documentElement.scrollWidth - window.innerWidth")).toBe(0);
      await shoot(host.page, `tab-first-steps-${language}`, { fullPage: true });
    },
    60_000,
  );
});
