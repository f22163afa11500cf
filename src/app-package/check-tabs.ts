import { reportsEntityId, tabEntityId, tabPath, tabReportsPath, tabSetUpPath } from "../links/tab-link";
import { type Fault, found } from "./fault";
import type { Manifest } from "./manifest";

const file = "manifest.json";

/** The tabs of a person, in their order: their ids, which links name, and where they are served. */
const personal = [
  [tabEntityId, tabPath],
  [reportsEntityId, tabReportsPath],
] as const;

/** Checks that the package has the tab this product serves, for a person, also opened at the reports, and for a channel, at a domain that is listed. */
export function checkTabs({ staticTabs, configurableTabs, validDomains }: Manifest): readonly Fault[] {
  const [channelTab] = configurableTabs;
  return [
    ...staticTabs.flatMap((tab, index) => {
      const path = `staticTabs[${index}]`;
      const [entityId, served] = personal[index] ?? personal[0];
      return [
        ...unless(tab.entityId === entityId, `${path}.entityId`, tab.entityId, entityId),
        ...unless(tab.scopes.includes("personal"), `${path}.scopes`, tab.scopes, "personal among others"),
        ...checkAddress(`${path}.contentUrl`, tab.contentUrl, served, validDomains),
        ...checkAddress(`${path}.websiteUrl`, tab.websiteUrl, served, validDomains),
      ];
    }),
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
