import type { InboundActivity } from "./activity";
import { createBoundedMap } from "./bounded-map";
import { readLocalLink, readTeamsLink } from "./message-link";
import type { ReadMessageLink } from "./read-extension";

/** Whom the bot serves and from where it may be called. */
export interface Admission {
  /** The tenant an activity belongs to, or null when it is not one of ours. */
  readonly tenantOf: (activity: InboundActivity) => string | null;
  readonly isServiceAllowed: (serviceUrl: string) => boolean;
  /** The address of a chat message as it may be kept with a case, or null when it is not one of the chat's own. */
  readonly readMessageLink: ReadMessageLink;
}

/** Tenant of emulators that name none. */
const nameless = "local";

/**
 * Local mode: whoever sits at this machine. The service address must be on this machine too, because answers
 * are sent there.
 */
export const localAdmission: Admission = {
  tenantOf(activity) {
    const tenants = namedTenants(activity);
    return tenants.length > 1 ? null : (tenants[0] ?? nameless);
  },
  isServiceAllowed: remember(({ hostname }) => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)),
  readMessageLink: (link, { serviceUrl }) => readTeamsLink(link) ?? readLocalLink(link, serviceUrl),
};

/** Hosts of Microsoft's connector for Teams; the bot's token is sent there and nowhere else. */
const connectorHosts: readonly string[] = [
  "smba.trafficmanager.net",
  "smba.infra.gcc.teams.microsoft.com",
  "smba.infra.gov.teams.microsoft.us",
];

/** Teams: a tenant of the list, named alike by conversation and channel data, through Microsoft's connector. */
export function teamsAdmission(allowedTenants: readonly string[]): Admission {
  return {
    tenantOf(activity) {
      const [tenant, ...others] = namedTenants(activity);
      return tenant !== undefined && others.length === 0 && allowedTenants.includes(tenant) ? tenant : null;
    },
    isServiceAllowed: remember(isConnector),
    readMessageLink: readTeamsLink,
  };
}

/** There are a few service addresses, and one of them comes with every activity. */
function remember(isAllowed: (address: URL) => boolean): Admission["isServiceAllowed"] {
  const known = createBoundedMap<string, boolean>(1000);
  return (serviceUrl) => {
    const found = known.get(serviceUrl);
    if (found !== undefined) return found;
    const answer = isAllowed(new URL(serviceUrl));
    known.set(serviceUrl, answer);
    return answer;
  };
}

function isConnector({ protocol, hostname }: URL): boolean {
  return protocol === "https:" && connectorHosts.includes(hostname);
}

/** The tenants conversation and channel data name; where they differ there are two, and nobody is believed. */
function namedTenants({ conversation, channelData }: InboundActivity): readonly string[] {
  const named = [conversation.tenantId, channelData?.tenant?.id].filter((id) => typeof id === "string");
  return [...new Set(named.map((id) => id.toLowerCase()))];
}
