import { z } from "zod";
import { StorageError } from "../errors";

/** The machine's managed identity, and where the platform gives out its tokens (App Service, Container Apps). */
export interface MachineIdentity {
  readonly endpoint: string;
  /** What is shown there: an address alone must not be enough to get a token. */
  readonly header: string;
  /** Which of the machine's identities. */
  readonly clientId: string;
}

/** Signs in without a password; a token is kept as long as it holds. */
export interface IdentityToken {
  /** A token that holds for some minutes at least. Throws a StorageError when there is none to be had. */
  read(): Promise<string>;
  /** Whoever it was shown to did not take it: the next one is asked for. */
  forget(): void;
}

/** Whom the tokens are for: Azure Database for PostgreSQL. */
const resource = "https://ossrdbms-aad.database.windows.net";

/** Milliseconds before its end in which a token is no longer used: signing in may take a while, clocks differ. */
const margin = 5 * 60_000;

/** Milliseconds; less than anybody waits for a connection. */
const deadline = 3000;

/** `expires_on` is in seconds since 1970, as text or as a number. */
const Answer = z.object({ access_token: z.string().min(1), expires_on: z.coerce.number() });

/**
 * Asks the platform's identity endpoint, by its protocol of 2019-08-01
 * (https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference). `now` is in
 * milliseconds since 1970.
 */
export function createIdentityToken(
  { endpoint, header, clientId }: MachineIdentity,
  now: () => number,
): IdentityToken {
  const address = new URL(endpoint);
  for (const [name, value] of Object.entries({ "api-version": "2019-08-01", resource, client_id: clientId }))
    address.searchParams.set(name, value);
  let known: z.infer<typeof Answer> | null = null;
  async function ask(): Promise<z.infer<typeof Answer>> {
    const response = await fetch(address, {
      headers: { "x-identity-header": header },
      redirect: "error",
      signal: AbortSignal.timeout(deadline),
    });
    if (!response.ok) throw new Error(`the identity endpoint answered ${response.status}`);
    return Answer.parse(await response.json());
  }
  return {
    async read() {
      if (known !== null && known.expires_on * 1000 - margin > now()) return known.access_token;
      // What is written in an answer is not repeated: it may be a token.
      known = await ask().catch((cause: unknown) => {
        throw new StorageError(`no token for the database: ${explain(cause)}`);
      });
      return known.access_token;
    },
    forget() {
      known = null;
    },
  };
}

function explain(cause: unknown): string {
  if (cause instanceof z.ZodError) return "the identity endpoint answered something else";
  if (cause instanceof Error && cause.message.startsWith("the identity endpoint answered"))
    return `${cause.message}; check that BOT_IDENTITY_CLIENT_ID, or BOT_ID, is an identity of this machine`;
  return "the identity endpoint (IDENTITY_ENDPOINT) does not answer";
}
