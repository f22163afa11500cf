import { z } from "zod";

const Keys = z.object({ keys: z.array(z.unknown()).min(1) });
const Metadata = z.object({ jwks_uri: z.url() });

/** Names where the keys are that sign what the Bot Framework posts. */
export const channelKeys = new URL("https://login.botframework.com/v1/.well-known/openidconfiguration");

/** Where keys are looked for; a look takes `deadlineMs` milliseconds at most. */
export interface KeyProbeOptions {
  /** Where keys are published: a key set, or a document that names one. */
  readonly places: readonly URL[];
  readonly now: () => number;
  readonly deadlineMs?: number;
}

/** Milliseconds: keys that were there are kept for a day; until then an outage hurts nobody. */
const seenLasts = 24 * 3_600_000;
/** Milliseconds between two looks, when the last one found them and when it did not. */
const lookAgain = { found: 3_600_000, missing: 30_000 };

/** Whether the published keys of tokens can be had, or could within the last day. */
export function createKeyProbe({ places, now, deadlineMs = 1500 }: KeyProbeOptions): () => Promise<boolean> {
  const probes = places.map((place) => {
    let seenAt = Number.NEGATIVE_INFINITY;
    let nextLook = Number.NEGATIVE_INFINITY;
    return async (): Promise<boolean> => {
      if (now() >= nextLook) {
        nextLook = now() + lookAgain.missing;
        if (await findKeys(place, deadlineMs)) {
          seenAt = now();
          nextLook = seenAt + lookAgain.found;
        }
      }
      return now() - seenAt < seenLasts;
    };
  });
  return async () => (await Promise.all(probes.map((probe) => probe()))).every((isThere) => isThere);
}

async function findKeys(place: URL, deadlineMs: number): Promise<boolean> {
  const signal = AbortSignal.timeout(deadlineMs);
  const read = async (url: string | URL): Promise<unknown> => {
    const response = await fetch(url, { signal });
    return response.ok ? response.json() : null;
  };
  try {
    const body = await read(place);
    const metadata = Metadata.safeParse(body);
    return Keys.safeParse(metadata.success ? await read(metadata.data.jwks_uri) : body).success;
  } catch {
    return false;
  }
}
