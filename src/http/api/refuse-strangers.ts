import type restify from "restify";
import type { Caller, Identified, Identify } from "./caller";
import type { Answer } from "./problem";

/** What could be a token at all. */
const bearer = /^Bearer [\w-]+\.[\w-]+\.[\w-]+$/i;

/** Open to everybody: the description; whoever posts messages is asked for a token of another kind there. */
const open: readonly string[] = ["GET /api/openapi.json", "POST /api/messages"];

/** How a stranger is told from a caller, and what each of them is sent. */
export interface StrangerRules {
  readonly identify: Identify;
  readonly send: (response: restify.Response, answer: Answer) => void;
  /** For those who may ask, where there is nothing. */
  readonly nothing: Answer;
}

/**
 * Tells strangers 401 and nothing else, whatever they ask for below `/api`: not which paths there are, nor which
 * methods, nor what is wrong with an address; and before a byte of a body is read.
 */
export function refuseStrangers(server: restify.Server, { identify, send, nothing }: StrangerRules): void {
  server.pre((request, response, next) => {
    if (!isOurs(request) || bearer.test(request.header("authorization", ""))) {
      next();
      return;
    }
    response.setHeader("connection", "close");
    send(response, { status: 401 });
    next(false);
  });
  const answer = async (request: restify.Request): Promise<Answer> => {
    const caller = await identify(request.headers).catch(() => "unknown" as const);
    return typeof caller === "string" ? answerStranger(caller) : nothing;
  };
  for (const event of ["NotFound", "MethodNotAllowed"]) {
    server.on(event, (request: restify.Request, response: restify.Response, error: unknown, done: Done) => {
      if (!isOurs(request)) {
        done();
        return;
      }
      void answer(request).then(({ status, headers, body }) => {
        // By restify's own way, or it would send its error after it.
        response.sendRaw(status, body === undefined ? "" : JSON.stringify(body), headers);
        done();
      });
    });
  }
}

/** 401 without a word; who is of an organization we do not serve learns that signing in again would not help. */
export function answerStranger(who: Exclude<Identified, Caller>): Answer {
  if (who !== "elsewhere") return { status: 401 };
  return { status: 401, headers: { "www-authenticate": 'Bearer error="tenant_not_served"' } };
}

type Done = () => void;

/** By the address as it came: what a router would make of it is not asked first. */
function isOurs(request: restify.Request): boolean {
  const [path = ""] = (request.url ?? "").split("?");
  const plain = path.replaceAll(/\/{2,}/g, "/");
  return /^\/api(?:\/|$)/i.test(plain) && !open.includes(`${request.method ?? ""} ${plain}`);
}
