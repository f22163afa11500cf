import { lookup as lookupName } from "node:dns/promises";
import http from "node:http";
import https from "node:https";
import { isIP, type LookupFunction } from "node:net";
import type { CallResult } from "../escalation/judge-answer";
import type { EventCall, PostEvent } from "../escalation/send-tools";
import { hostOf, isPublic, readReceiver } from "./addresses";
import { eventHeaders, signEvent } from "./sign";

/** To whom and for how long one event is posted. */
export interface PostEventOptions {
  /** Local mode: receivers on this machine are allowed. */
  readonly isLocal: boolean;
  /** Milliseconds from the look-up of the name to the end of the answer. */
  readonly deadlineMs?: number;
  /** All addresses of a name; rejects when it has none. */
  readonly lookup?: (host: string) => Promise<readonly string[]>;
}

/** Bytes of an answer that are read; nothing in it matters but the status. */
const answerLimit = 65_536;

/** Posts events. The name is looked up once, and the very address that was checked is called. Never rejects. */
export function createPostEvent({
  isLocal,
  deadlineMs = 10_000,
  lookup = lookupAll,
}: PostEventOptions): PostEvent {
  return async (call) => {
    const url = readReceiver(call.url, isLocal);
    if (url === null) return { kind: "wrong_address" };
    const signal = AbortSignal.timeout(deadlineMs);
    const addresses = await within(lookup(hostOf(url)), signal).catch(() => null);
    if (addresses === null || addresses.length === 0) return { kind: "not_sent" };
    if (!isLocal && !addresses.every(isPublic)) return { kind: "wrong_address" };
    return post(url, addresses, call, signal);
  };
}

async function lookupAll(host: string): Promise<readonly string[]> {
  if (isIP(host) !== 0) return [host];
  return (await lookupName(host, { all: true })).map(({ address }) => address);
}

async function within<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  const late = new Promise<never>((_resolve, reject) => {
    signal.addEventListener("abort", () => {
      reject(new Error("the name was not found in time"));
    });
  });
  return Promise.race([work, late]);
}

function post(
  url: URL,
  addresses: readonly string[],
  { id, body, secrets, timestamp }: EventCall,
  signal: AbortSignal,
): Promise<CallResult> {
  const headers = {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
    "user-agent": "partner-support",
    [eventHeaders.id]: id,
    [eventHeaders.timestamp]: String(timestamp),
    [eventHeaders.signature]: signEvent(secrets, timestamp, body),
  };
  const { request } = url.protocol === "http:" ? http : https;
  return new Promise((resolve) => {
    // Redirects are never followed by this client.
    const call = request(url, { method: "POST", headers, signal, agent: false, lookup: pin(addresses) });
    let isOut = false;
    call.on("socket", (socket) => {
      socket.once(url.protocol === "http:" ? "connect" : "secureConnect", () => (isOut = true));
    });
    call.on("error", () => {
      resolve({ kind: isOut ? "no_answer" : "not_sent" });
    });
    call.on("response", (response) => {
      readAnswer(response, resolve);
    });
    call.end(body);
  });
}

/** Answers a look-up with the addresses that were checked. */
function pin(addresses: readonly string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_host, options, callback) => {
    const [first] = found;
    if (options.all === true) callback(null, found);
    else callback(null, first?.address ?? "", first?.family);
  };
}

function readAnswer(response: http.IncomingMessage, resolve: (result: CallResult) => void): void {
  const answered: CallResult = {
    kind: "answered",
    status: response.statusCode ?? 0,
    retryAfter: response.headers["retry-after"],
  };
  let bytes = 0;
  response.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > answerLimit) response.destroy();
  });
  // The status is the answer, however the rest of it goes.
  response.on("close", () => {
    resolve(answered);
  });
  response.on("error", () => {
    resolve(answered);
  });
}
