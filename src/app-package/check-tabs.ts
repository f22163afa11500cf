import { tabEntityId, tabPath, tabSetUpPath } from "../links/tab-link";
import { type Fault, found } from "./fault";
import type { Manifest } from "./manifest";

const file = "manifest.json";

/** Checks that the package has the tab this product serves, for a person and for a channel, at a domain that is listed. */
export function checkTabs({ staticTabs, configurableTabs, validDomains }: Manifest): readonly Fault[] {
  const [tab] = staticTabs;
  const [channelTab] = configurableTabs;
  return [
    ...unless(tab.entityId === tabEntityId, "staticTabs[0].entityId", tab.entityId, tabEntityId),
    ...unless(tab.scopes.includes("personal"), "staticTabs[0].scopes", tab.scopes, "personal among others"),
    ...checkAddress("staticTabs[0].contentUrl", tab.contentUrl, tabPath, validDomains),
    ...checkAddress("staticTabs[0].websiteUrl", tab.websiteUrl, tabPath, validDomains),
    ...unless(
      channelTab.scopes.includes("team"),
      "configurableTabs[0].scopes",
      channelTab.scopes,
      "team among others",
    ),
    ...checkAddress(
      "configurableTabs[0].configurationUrl",
      channelTab.configurationUrl,
      tabSetUpPath,
      validDomains,
    ),
  ];
}

function checkAddress(
  path: string,
  address: string,
  served: string,
  validDomains: readonly string[],
): readonly Fault[] {
  const isServed = validDomains.some((domain) => address === `https://${domain}${served}`);
  return unless(isServed, path, address, `https://<one of validDomains>${served}`);
}

function unless(isRight: boolean, path: string, value: unknown, allowed: string): readonly Fault[] {
  return isRight ? [] : [{ file, path, what: found(value, allowed) }];
}
