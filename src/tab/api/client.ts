import type { Language } from "../../vocabulary";
import { type Outcome, readFailure } from "./outcome";
import { isAnything } from "./recognise";

/** Whether an answer is of this kind, by what it has outermost; the server writes it with the schema of the type. */
export type Recognise<Body> = (value: unknown) => value is Body;

/** Who asks, in which language; `fetch` and `newKey` are given by tests. */
export interface ClientOptions {
  /** Headers that say who asks; rejects where nobody is signed in. */
  readonly identify: (interactive: boolean) => Promise<Readonly<Record<string, string>>>;
  readonly language: Language;
  /** Local mode: who asks; another person is another client. */
  readonly person?: string | null;
  readonly fetch?: typeof fetch;
  readonly newKey?: () => string;
}

/** The calls the tab makes. Each ends in an outcome, never in an error but for an aborted one. */
export interface Client {
  /** Reads; with the tag of what one has, an unchanged answer costs nothing. */
  get<Body>(path: string, recognise: Recognise<Body>, options?: GetOptions): Promise<Outcome<Body>>;
  /** Changes what one has seen under `tag`; under the same `key` it happens once. */
  post<Body>(
    path: string,
    body: unknown,
    recognise: Recognise<Body>,
    options: PostOptions,
  ): Promise<Outcome<Body>>;
  remove(path: string): Promise<Outcome<object>>;
  /** Reads the bytes of a file. */
  download(path: string): Promise<Outcome<Blob>>;
  newKey(): string;
}

/** What one has already, and how long one waits. */
export interface GetOptions {
  readonly tag?: string | null;
  readonly signal?: AbortSignal;
  /** May show a person something to sign in; not for calls nobody waits for. */
  readonly interactive?: boolean;
}

/** What makes a change safe to send twice and impossible to make unseen. */
export interface PostOptions {
  /** Null where nothing is there that others could have changed. */
  readonly tag: string | null;
  readonly key: string;
}

/** The API as the tab calls it. Never rejects, but for an aborted call. */
export function createClient({
  identify,
  language,
  fetch: send = (...call) => window.fetch(...call),
  newKey = () => crypto.randomUUID(),
}: ClientOptions): Client {
  async function call<Body>(
    path: string,
    recognise: Recognise<Body>,
    request: RequestInit,
    headers: Readonly<Record<string, string>>,
    interactive: boolean,
    read?: (response: Response) => Promise<unknown>,
  ): Promise<Outcome<Body>> {
    let who: Readonly<Record<string, string>>;
    try {
      who = await identify(interactive);
    } catch {
      return { kind: "failed", failure: { kind: "signed_out" } };
    }
    try {
      const all = { ...who, ...headers, "accept-language": language, "x-time-zone": zone };
      return await readAnswer(
        await send(path, { ...request, headers: all, cache: "no-store" }),
        recognise,
        read,
      );
    } catch (error) {
      if (request.signal?.aborted === true) throw error;
      return { kind: "failed", failure: { kind: "offline" } };
    }
  }
  return {
    get: (path, recognise, { tag = null, signal, interactive = true } = {}) =>
      call(
        path,
        recognise,
        { method: "GET", ...(signal === undefined ? {} : { signal }) },
        tag === null ? {} : { "if-none-match": tag },
        interactive,
      ),
    post: (path, body, recognise, { tag, key }) =>
      call(
        path,
        recognise,
        { method: "POST", body: JSON.stringify(body) },
        {
          "content-type": "application/json",
          ...(tag === null ? {} : { "if-match": tag }),
          "idempotency-key": key,
        },
        true,
      ),
    remove: (path) => call(path, isAnything, { method: "DELETE" }, {}, true),
    download: (path) => call(path, isBlob, { method: "GET" }, {}, true, (response) => response.blob()),
    newKey,
  };
}

/** Clock times that are typed are meant in it. */
const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;

function isBlob(value: unknown): value is Blob {
  return value instanceof Blob;
}

async function readAnswer<Body>(
  response: Response,
  recognise: Recognise<Body>,
  read = (answer: Response): Promise<unknown> => answer.json(),
): Promise<Outcome<Body>> {
  if (response.status === 304) return { kind: "unchanged" };
  const body: unknown = await (response.ok ? read(response) : response.json()).catch(() => null);
  if (!response.ok) {
    const { status, headers } = response;
    const [retryAfter, challenge] = [headers.get("retry-after"), headers.get("www-authenticate")];
    return { kind: "failed", failure: readFailure({ status, retryAfter, challenge, body }) };
  }
  if (!recognise(body)) return { kind: "failed", failure: { kind: "broken" } };
  return { kind: "ok", body, tag: response.headers.get("etag") };
}
