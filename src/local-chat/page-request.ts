/** A request for the local chat's page, in words no HTTP framework owns. */
export interface PageRequest {
  /** Without the query. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The parsed JSON of a POST. */
  readonly body?: unknown;
  /** The body as it came, on a route that asks for it. */
  readonly bytes?: Buffer;
}

/** What the page is answered. */
export interface PageAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** An answer that stays open: write what `start` hands over, and call what it returns when the client has gone. */
export interface PageStream {
  readonly status: 200;
  readonly headers: Readonly<Record<string, string>>;
  readonly start: (write: (chunk: string) => void) => () => void;
}

/** A path of the page with what answers it. */
export interface PageRoute {
  readonly method: "GET" | "POST" | "PUT";
  /** A last part `*` stands for any one name. */
  readonly path: string;
  /** The body is handed over as bytes, at most this many. */
  readonly raw?: number;
  readonly handle: (request: PageRequest) => Promise<PageAnswer | PageStream>;
}

const everyAnswer = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-cache",
};

/** The headers every answer to the page has. */
export function headersFor(type: string): Readonly<Record<string, string>> {
  return { ...everyAnswer, "content-type": type };
}

/** Answers the page with JSON. */
export function answerJson(status: number, body: unknown): PageAnswer {
  return { status, headers: headersFor("application/json; charset=utf-8"), body: JSON.stringify(body) };
}

/** The one value of a header, or undefined. */
export function readHeader({ headers }: PageRequest, name: string): string | undefined {
  const value = headers[name];
  return typeof value === "string" ? value : value?.[0];
}
