/** A file at an address, and what is sent along to be let in. */
export interface RemoteFile {
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What one download may take: bytes of the file, milliseconds in all. */
export interface FetchLimits {
  readonly bytes: number;
  readonly milliseconds: number;
  /** Ends the download when the program stops. */
  readonly stop: AbortSignal;
}

/** `later`: the same may succeed on another try. */
export type Fetched =
  | { readonly kind: "fetched"; readonly bytes: Uint8Array }
  | { readonly kind: "too_big" }
  | { readonly kind: "moved" }
  | { readonly kind: "missing" }
  | { readonly kind: "later" };

/** Redirects within a host that are followed. */
const mostRedirects = 3;

/** Downloads within limits of time and size, counted while the bytes arrive. Leads to no other host. Never throws. */
export async function fetchFile(file: RemoteFile, limits: FetchLimits): Promise<Fetched> {
  const signal = AbortSignal.any([limits.stop, AbortSignal.timeout(limits.milliseconds)]);
  try {
    return await follow(file, limits, signal, mostRedirects);
  } catch {
    // Whatever the network's error is called, the answer is the same: another try.
    return { kind: "later" };
  }
}

async function follow(
  { url, headers = {} }: RemoteFile,
  limits: FetchLimits,
  signal: AbortSignal,
  redirects: number,
): Promise<Fetched> {
  const response = await fetch(url, {
    // Unpacked on the way a small answer could become a huge one.
    headers: { ...headers, "accept-encoding": "identity" },
    redirect: "manual",
    signal,
  });
  const { status, body } = response;
  if (status === 200 && body !== null) return readWithin(response, body, limits.bytes);
  await body?.cancel();
  if (status >= 300 && status < 400) {
    const next = readLocation(response, url);
    if (next === null || redirects === 0) return { kind: "moved" };
    return follow({ url: next, headers }, limits, signal, redirects - 1);
  }
  return status === 429 || status >= 500 ? { kind: "later" } : { kind: "missing" };
}

/** Where a redirect leads, if that is the same scheme, host and port. */
function readLocation(response: Response, from: URL): URL | null {
  const location = response.headers.get("location");
  const next = location !== null && URL.canParse(location, from.href) ? new URL(location, from) : null;
  return next?.origin === from.origin ? next : null;
}

async function readWithin(
  { headers }: Response,
  body: ReadableStream<Uint8Array>,
  limit: number,
): Promise<Fetched> {
  if (Number(headers.get("content-length") ?? 0) > limit) {
    await body.cancel();
    return { kind: "too_big" };
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    // Leaving the loop ends the download.
    if (size > limit) return { kind: "too_big" };
    chunks.push(chunk);
  }
  return { kind: "fetched", bytes: Buffer.concat(chunks) };
}
