import { readFileSync } from "node:fs";
import { type Locator, type Page } from "playwright-core";
import { localPeople } from "../../src/local-chat/people";
import { defaultTeam } from "../../src/local-chat/team";
import { createChatStage, inBrowser, shoot } from "./stage";

const azureDesk = defaultTeam.channels[2]?.id ?? "";
const [, , jordan] = localPeople;

inBrowser("a team in the local chat", () => {
  const stage = createChatStage();
  let page: Page;
  let channel: Locator;

  beforeAll(async () => {
    // Colours in the middle of a transition are no colours of a theme.
    const reducedMotion = "reduce";
    page = await stage.browser.newPage({
      bypassCSP: true,
      reducedMotion,
      viewport: { width: 1366, height: 900 },
    });
    await page.goto(stage.address);
    await page.getByTestId("person-option").nth(0).click();
    channel = page.getByTestId("pane-channel");
    await page.getByTestId("pane-chat").locator("[data-from=bot]").first().waitFor();
  }, 60_000);

  async function post(text: string): Promise<void> {
    await channel.getByTestId("composer-input").fill(text);
    await channel.getByTestId("composer-input").press("Enter");
  }

  /** Posts to a channel as the bot, mentioning people. */
  async function postAsBot(text: string, people: readonly { readonly id: string; readonly name: string }[]) {
    const entities = people.map(({ id, name }) => ({
      type: "mention",
      text: `<at>${name}</at>`,
      mentioned: { id, name },
    }));
    const address = `/connector/v3/conversations/${encodeURIComponent(azureDesk)}/activities`;
    const names = people.map(({ name }) => `<at>${name}</at>`).join(" ");
    const body = JSON.stringify({ type: "message", text: `${names} ${text}`, textFormat: "xml", entities });
    const headers = { "content-type": "application/json" };
    const answer = await fetch(new URL(address, stage.address), { method: "POST", headers, body });
    expect(answer.status).toBe(201);
  }

  const badgeOf = (owner: Locator) => owner.getByTestId("news");
  const overflows = () => page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);

  test("the app is heard once it was added, and answers a mention in its thread", async () => {
    await post("@Partner Support are you there?");
    await channel.getByTestId("notice").getByText("Add the app to the team first").waitFor();
    await page.getByTestId("add-app").getByRole("button").click();
    await page.getByTestId("add-app").waitFor({ state: "hidden" });
    await post("Good morning, everybody");
    await post("@Partner Support mail is down");
    const thread = channel.locator(".thread").filter({ hasText: "mail is down" });
    await thread.locator("[data-from=bot]").waitFor();
    expect(await thread.locator(".mention").first().innerText()).toBe("@Partner Support");
    await thread.locator(".reply").click();
    await post("@Partner Support and now?");
    await thread.locator("[data-from=bot]").nth(1).waitFor();
    expect(await thread.locator("[data-from=bot]").count()).toBe(2);
    // What the bot is for, said once to the team.
    expect(await channel.locator("[data-from=bot]").count()).toBe(3);
    await shoot(page, "team-thread");
  }, 60_000);

  test("who is mentioned in another channel sees a badge there until it is read", async () => {
    await postAsBot("nobody has taken PS-000001", jordan === undefined ? [] : [jordan]);
    const options = page.getByTestId("channel-option");
    const person = page.getByTestId("person-option").nth(2);
    await badgeOf(person).waitFor();
    expect(await badgeOf(person).innerText()).toContain("@1");
    expect(await badgeOf(options.nth(1)).innerText()).not.toContain("@");
    await person.click();
    expect(await badgeOf(options.nth(1)).innerText()).toContain("@1");
    await page.setViewportSize({ width: 375, height: 740 });
    expect(await badgeOf(page.getByTestId("tab-channel")).innerText()).toContain("@1");
    await page.getByTestId("tab-channel").click();
    await shoot(page, "team-phone");
    expect(await overflows()).toBe(false);
    await options.nth(1).click();
    await channel.locator("[data-from=bot] .mention").getByText("@Jordan Blake").waitFor();
    expect(await badgeOf(options.nth(1)).count()).toBe(0);
    expect(await badgeOf(page.getByTestId("tab-channel")).count()).toBe(0);
    await page.setViewportSize({ width: 1366, height: 900 });
  }, 60_000);

  test("a channel gets another name and is deleted and restored by keyboard", async () => {
    const menu = page.getByTestId("channel-menu");
    await menu.press("Enter");
    await page.getByTestId("renameChannel").press("Enter");
    await page.getByTestId("rename").getByRole("textbox").fill("Cloud desk");
    await page.keyboard.press("Enter");
    const option = page.getByTestId("channel-option").nth(1);
    await option.getByText("Cloud desk").waitFor();
    await menu.press("Enter");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.locator(".channel-list .deleted").waitFor();
    await menu.press("Enter");
    await page.getByTestId("restoreChannel").press("Enter");
    await page.locator(".channel-list .deleted").waitFor({ state: "detached" });
    await page.getByTestId("channel-option").nth(0).click();
  }, 60_000);

  test("the connector fails as it is told, counts that, and its clock can be put forward", async () => {
    await page.getByTestId("open-panel").press("Enter");
    await page.getByTestId("fault").selectOption("preconditionFailed");
    await page.getByTestId("set-fault").click();
    await page.getByTestId("fault-state").getByText("412").waitFor();
    const failures = Number(await page.getByTestId("count-failures").innerText());
    await page.getByTestId("jump-day").click();
    await page.getByTestId("chat-time").getByText("moved by 1 d").waitFor();
    await shoot(page, "team-panel");
    await page.setViewportSize({ width: 375, height: 740 });
    await shoot(page, "team-panel-phone");
    expect(await overflows()).toBe(false);
    await page.setViewportSize({ width: 1366, height: 900 });
    await page.evaluate(readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
    for (const theme of ["light", "dark", "contrast"]) {
      await page.getByTestId(`theme-${theme}`).click();
      const report = "v.id + ': ' + v.nodes.map((node) => node.html.slice(0, 300)).join(' ')";
      const found = await page.evaluate(
        `axe.run({ resultTypes: ['violations'], preload: false }).then((r) => r.violations.map((v) => ${report}))`,
      );
      expect(found).toEqual([]);
    }
    await post("@Partner Support still there?");
    await page.getByTestId("fault-state").getByText("Every call goes through").waitFor();
    expect(Number(await page.getByTestId("count-failures").innerText())).toBe(failures + 1);
    await page.getByTestId("fault").press("Escape");
    expect(await page.getByTestId("panel").isVisible()).toBe(false);
  }, 60_000);
});
