/** A call of the bot to the connector. */
export interface ConnectorRequest {
  readonly method: string;
  /** Relative to the service address, still percent-encoded: `v3/conversations/19%3A…/activities`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
}

/** What the connector answers: a status and, where there is one, a body. */
export interface ConnectorAnswer {
  /** 0 together with `drop`. */
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Close the socket without an answer. */
  readonly drop?: boolean;
}

/** How one call of the bot goes wrong; a hanging one is served after the wait, or never. */
export type Fault =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown }
  | { readonly hang: number; readonly unserved?: boolean }
  | { readonly drop: true; readonly afterHandling?: boolean };

/** A call of the bot as it was answered; `at` is ISO time. */
export interface ConnectorCall {
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly conversationId: string | undefined;
  readonly status: number;
  readonly body: unknown;
}
