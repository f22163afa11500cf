import { readFileSync } from "node:fs";
import { chromiumArguments } from "../support/find-chromium";
import type { Browser, BrowserContext, Frame, Page } from "playwright-core";

/** What the simulated Teams tells the tab, and how it behaves. */
export interface HostWishes {
  readonly origin: string;
  readonly theme?: string;
  readonly locale?: string;
  readonly token: () => string;
  /** Below `/tab/`. */
  readonly address?: string;
  readonly subPage?: string;
  readonly channelId?: string;
  readonly frameContext?: "content" | "settings";
  readonly clientType?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Never answers the tab's first word. */
  readonly isMute?: boolean;
}

/** A call of the tab to its host. */
export interface HostCall {
  readonly func: string;
  readonly args: readonly unknown[];
}

export interface TeamsHost {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly tab: Frame;
  /** What the tab has asked of the host, oldest first. */
  calls(): Promise<readonly HostCall[]>;
  /** Tells the tab of another theme, as Teams does. */
  changeTheme(theme: string): Promise<void>;
  /** Violations axe finds in the tab, in words. */
  findViolations(): Promise<unknown>;
}

// The page of Teams is made up and has no address of its own; that it frames one of this machine is as meant.
export const tabArguments: readonly string[] = [
  ...chromiumArguments,
  "--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests",
];

const hostAddress = "https://teams.microsoft.com/host";

/**
 * A page at Teams' own address with the tab in a frame, speaking the protocol of teams-js 2 as far as the tab uses it.
 * Nothing outside this machine is asked: the page is made up here, and every other address is refused.
 */
export async function openInTeams(browser: Browser, wishes: HostWishes): Promise<TeamsHost> {
  const { origin, token, viewport = { width: 1280, height: 900 } } = wishes;
  const context = await browser.newContext({ viewport, timezoneId: "Asia/Taipei", reducedMotion: "reduce" });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  await page.exposeFunction("askToken", token);
  await context.route(
    (url) => url.origin !== origin,
    (route) =>
      route.request().url() === hostAddress
        ? route.fulfill({ contentType: "text/html", body: hostPage(wishes) })
        : route.abort(),
  );
  await page.goto(hostAddress);
  const isTab = (one: Frame): boolean => one.url().startsWith(`${origin}/tab/`);
  const tab = page.frames().find(isTab) ?? (await page.waitForEvent("framenavigated", isTab));
  return {
    context,
    page,
    tab,
    calls: () => page.evaluate("calls"),
    async changeTheme(theme) {
      await page.evaluate(`tell({ func: "themeChange", args: [${JSON.stringify(theme)}] })`);
    },
    async findViolations() {
      if ((await tab.evaluate("typeof axe")) === "undefined") await tab.evaluate(axe);
      const options = { resultTypes: ["violations"], preload: false };
      const report =
        "v.id + ': ' + v.nodes.map((node) => node.html.slice(0, 300) + ' ' + node.failureSummary).join(' ')";
      return tab.evaluate(
        `axe.run(${JSON.stringify(options)}).then((r) => r.violations.map((v) => ${report}))`,
      );
    },
  };
}

const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

function hostPage(wishes: HostWishes): string {
  const { origin, address = "", theme = "default", locale = "en-us", clientType = "web" } = wishes;
  const { frameContext = "content", subPage = "", channelId, isMute = false } = wishes;
  const supports = { pages: { config: {}, tabs: {} }, dialog: { card: {}, url: {} } };
  const runtime = { apiVersion: 4, hostVersionsInfo: {}, isLegacyTeams: false, supports };
  const told = {
    theme,
    locale,
    entityId: "cases",
    subEntityId: subPage,
    frameContext,
    hostClientType: clientType,
    hostName: "Teams",
    // What a page tells of people proves nothing: the token says who asks.
    userObjectId: "00000000-0000-4000-8000-000000000000",
    tid: "00000000-0000-4000-8000-000000000000",
    ...(channelId === undefined ? {} : { channelId, channelName: "Exchange" }),
  };
  const block = (value: unknown): string => JSON.stringify(value).replaceAll("<", "\\u003c");
  return `<!doctype html>
<html lang="en">
  <title>Teams</title>
  <style>body { margin: 0 } iframe { display: block; width: 100%; height: 100vh; border: 0 }</style>
  <iframe title="Partner Support" src="${origin}/tab/${address}"></iframe>
  <script>
    const calls = [];
    const tab = document.querySelector("iframe").contentWindow;
    const tell = (message) => tab.postMessage(message, ${block(origin)});
    const answers = {
      initialize: () => [${block(frameContext)}, ${block(clientType)}, ${block(JSON.stringify(runtime))}, "2.0.0"],
      getContext: () => [${block(told)}],
      "authentication.getAuthToken": async () => {
        const token = await askToken();
        return token === "" ? [false, "interaction required"] : [true, token];
      },
      executeDeepLink: () => [true],
      "settings.setSettings": () => [true],
    };
    addEventListener("message", async ({ source, data }) => {
      if (source !== tab || typeof data?.func !== "string") return;
      calls.push({ func: data.func, args: data.args ?? [] });
      const answer = ${block(isMute)} ? undefined : answers[data.func];
      if (answer !== undefined) tell({ id: data.id, uuidAsString: data.uuidAsString, args: await answer() });
    });
  </script>
</html>`;
}
