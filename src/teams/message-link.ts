/** Where links to chat messages lead; the clouds of the United States have a host each below theirs. */
const teamsHosts: readonly string[] = ["teams.microsoft.com", "teams.cloud.microsoft"];
const governmentHosts = ".teams.microsoft.us";

const longestLink = 2048;

/** The address of a message in Teams, as the bot may keep and show it; null for every other address. */
export function readTeamsLink(link: string): string | null {
  const url = parseLink(link);
  if (url === null || url.protocol !== "https:" || url.port !== "") return null;
  const isTeams = teamsHosts.includes(url.hostname) || url.hostname.endsWith(governmentHosts);
  return isTeams ? keepWhole(url) : null;
}

/** The address of a message in the local chat, which is served by the connector the activity came through. */
export function readLocalLink(link: string, serviceUrl: string): string | null {
  const url = parseLink(link);
  const isOwn = url?.protocol === "http:" && url.origin === new URL(serviceUrl).origin;
  return url !== null && isOwn ? keepWhole(url) : null;
}

/** A name in front of the host makes an address look like another's. */
function parseLink(link: string): URL | null {
  const url = URL.canParse(link) ? new URL(link) : null;
  return url === null || url.username !== "" || url.password !== "" ? null : url;
}

/** A link that is cut leads nowhere. */
function keepWhole({ href }: URL): string | null {
  return href.length <= longestLink ? href : null;
}
