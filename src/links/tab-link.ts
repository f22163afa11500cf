/** The personal tab's id in the Teams package. */
export const tabEntityId = "cases";

/** The personal tab that opens with the reports. */
export const reportsEntityId = "reports";

/** Where the tab is served, and the page that sets it up in a channel. */
export const tabPath = "/tab/";
/** The page that sets the tab up in a channel. */
export const tabSetUpPath = "/tab/?page=configure";
/** The tab, opened with the reports. */
export const tabReportsPath = "/tab/?view=reports";

/** Where the tab opens with a case; `name` is its number as people write it, PS-000001. */
export function tabCasePath(name: string): string {
  return `/tab/?case=${name}`;
}

/** Opens the reports in Teams. */
export function tabReportsLink(teamsAppId: string, domain: string): string {
  return entityLink(teamsAppId, reportsEntityId, { webUrl: `https://${domain}${tabReportsPath}` });
}

/** Opens a case in Teams, by its number as people write it. */
export function tabCaseLink(teamsAppId: string, domain: string, name: string): string {
  return entityLink(teamsAppId, tabEntityId, {
    webUrl: `https://${domain}/cases/${name}`,
    label: name,
    context: JSON.stringify({ subEntityId: name }),
  });
}

/** Opens a personal tab; `webUrl` is for those without the app (deep-link-application). */
function entityLink(
  teamsAppId: string,
  entityId: string,
  values: Readonly<Record<string, string>> & { readonly webUrl: string },
): string {
  const query = new URLSearchParams(values);
  return `https://teams.microsoft.com/l/entity/${encodeURIComponent(teamsAppId)}/${entityId}?${query.toString()}`;
}
