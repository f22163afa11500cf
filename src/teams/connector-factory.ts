import { type ConnectorClient, ConnectorFactory } from "botframework-connector";
import { type BoundedMap, createBoundedMap } from "./bounded-map";

/** The SDK's clients by address and audience. One bot signs all of them, so they can be used for every turn. */
export type ConnectorClients = BoundedMap<string, Promise<ConnectorClient>>;

/** Teams has a handful of addresses for each region. */
const mostClients = 200;

/** None yet; each is made when it is first needed. */
export function createConnectorClients(): ConnectorClients {
  return createBoundedMap(mostClients);
}

/**
 * Makes each of the SDK's clients once: that takes longer than a whole turn of ours. They have the bot's token and make no
 * calls themselves.
 */
export class KeepingFactory extends ConnectorFactory {
  constructor(
    private readonly inner: ConnectorFactory,
    private readonly clients: ConnectorClients,
  ) {
    super();
  }

  override create(serviceUrl: string, audience?: string): Promise<ConnectorClient> {
    const key = JSON.stringify([serviceUrl, audience]);
    const known = this.clients.get(key);
    if (known !== undefined) return known;
    const made = this.inner.create(serviceUrl, audience);
    this.clients.set(key, made);
    made.catch(() => {
      this.clients.delete(key);
    });
    return made;
  }
}
