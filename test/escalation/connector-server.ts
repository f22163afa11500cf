import { listen } from "../../src/http/listen";
import { mountConnector } from "../../src/http/local-routes";
import restify from "restify";
import { createLocalConnector } from "../../src/local-chat/connector";
import type { LocalConnector, LocalConnectorOptions } from "../../src/local-chat/local-connector";
import type { Team } from "../../src/local-chat/participants";
import { localPeople, localTenantId } from "../../src/local-chat/people";

export interface ConnectorServer {
  readonly connector: LocalConnector;
  readonly serviceUrl: string;
  close(): Promise<void>;
}

export type ConnectorParts = Pick<LocalConnectorOptions, "people" | "postToBot">;

const alone: ConnectorParts = {
  people: localPeople,
  postToBot: () => Promise.resolve({ status: 200, body: undefined }),
};

/** The local chat's connector on a port of this machine, with as many channels as are wished. */
export async function startConnector(
  now: () => Date,
  channels: number,
  { people, postToBot }: ConnectorParts = alone,
): Promise<ConnectorServer> {
  let origin = "http://127.0.0.1";
  const team: Team = {
    id: "19:channel-1@thread.tacv2",
    aadGroupId: "5f0f3c7e-7d0e-4a39-9f0b-6a2f6f3a9c01",
    name: "Partner Operations",
    channels: Array.from({ length: channels }, (_, index) => ({
      id: `19:channel-${index + 1}@thread.tacv2`,
      name: `Channel ${index + 1}`,
    })),
  };
  let made = 0;
  const connector = createLocalConnector({
    people,
    tenantId: localTenantId,
    bot: { id: "28:partner-support", name: "Partner Support" },
    serviceUrl: () => `${origin}/connector`,
    postToBot,
    now,
    newId: () => String((made += 1)),
    team,
  });
  const server = restify.createServer({ handleUncaughtExceptions: false });
  mountConnector(server, connector);
  const listening = await listen(server, { host: "127.0.0.1", port: 0 });
  ({ origin } = listening);
  return { connector, serviceUrl: `${listening.origin}/connector`, close: () => listening.close() };
}
