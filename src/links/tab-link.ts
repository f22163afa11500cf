/** The personal tab's id in the Teams package. */
export const tabEntityId = "cases";

/** The personal tab that opens with the reports. */
export const reportsEntityId = "reports";

/** Where the tab is served, and the page that sets it up in a channel. */
export const tabPath = "/tab/";
export const tabSetUpPath = "/tab/?page=configure";
export const tabReportsPath = "/tab/?view=reports";

/** Opens the reports in Teams; `webUrl` is for those without the app. */
export function tabReportsLink(teamsAppId: string, domain: string): string {
  const query = new URLSearchParams({ webUrl: `https://${domain}${tabReportsPath}` });
  const place = `${encodeURIComponent(teamsAppId)}/${reportsEntityId}`;
  return `https://teams.microsoft.com/l/entity/${place}?${query.toString()}`;
}
