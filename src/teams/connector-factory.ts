import { type ConnectorClient, ConnectorFactory } from "botframework-connector";
import { z } from "zod";
import { type BoundedMap, createBoundedMap } from "./bounded-map";

/** Milliseconds a call to the connector may take; the SDK itself would wait for ever. */
export const connectorDeadline = 4000;

/** The SDK's clients by address and audience. One bot signs all of them, so they can be used for every turn. */
export type ConnectorClients = BoundedMap<string, Promise<ConnectorClient>>;

/** Teams has a handful of addresses for each region. */
const mostClients = 200;

export function createConnectorClients(): ConnectorClients {
  return createBoundedMap(mostClients);
}

/**
 * Hands out the SDK's clients with their rough edges taken off. Each is made once: making one takes longer than a
 * whole turn of ours.
 */
export class DeadlineFactory extends ConnectorFactory {
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
    const made = this.make(serviceUrl, audience);
    this.clients.set(key, made);
    made.catch(() => {
      this.clients.delete(key);
    });
    return made;
  }

  private async make(serviceUrl: string, audience?: string): Promise<ConnectorClient> {
    const client = await this.inner.create(serviceUrl, audience);
    const { pipeline } = Pipeline.parse(Reflect.get(client, "client"));
    pipeline.removePolicy({ name: "defaultRetryPolicy" });
    pipeline.addPolicy({
      name: "deadline",
      sendRequest(request, next) {
        request.timeout = connectorDeadline;
        return next(request);
      },
    });
    return client;
  }
}

interface Request {
  timeout: number;
}
interface Policies {
  removePolicy(options: { name: string }): unknown;
  addPolicy(policy: {
    name: string;
    sendRequest(request: Request, next: (r: Request) => unknown): unknown;
  }): void;
}

/** The SDK keeps its pipeline to itself; this is the one place that reaches for it. */
const Pipeline = z.object({
  pipeline: z.custom<Policies>((value) => typeof value === "object" && value !== null),
});
