import type { InboundActivity } from "./activity";
import type { Admission } from "./bot";

/** Tenant of emulators that name none. */
const nameless = "local";

/**
 * Local mode: whoever sits at this machine. The service address must be on this machine too, because answers
 * are sent there.
 */
export const localAdmission: Admission = {
  tenantOf: (activity) => namedTenant(activity) ?? nameless,
  isServiceAllowed: (serviceUrl) =>
    /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(serviceUrl).hostname),
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
      const tenant = namedTenant(activity);
      return tenant !== null && allowedTenants.includes(tenant) ? tenant : null;
    },
    isServiceAllowed(serviceUrl) {
      const url = new URL(serviceUrl);
      return url.protocol === "https:" && connectorHosts.includes(url.hostname);
    },
  };
}

/** Conversation and channel data both name the tenant; where they differ, nobody is believed. */
function namedTenant({ conversation, channelData }: InboundActivity): string | null {
  const named = [conversation.tenantId, channelData?.tenant?.id].filter((id) => id !== undefined);
  const [tenant, ...others] = named.map((id) => id.toLowerCase());
  return tenant !== undefined && others.every((other) => other === tenant) ? tenant : null;
}
