import { StorageError } from "../errors";
import type { CallResult } from "../escalation/judge-answer";
import type { Logger } from "../log";
import type { Meter } from "./meter";
import { noTracer, type Tracer } from "./trace";

/** One turn as it is told of: what was done, and where to find it again. */
export interface TurnFacts {
  readonly kind: string;
  readonly tenantId: string;
  readonly activityId: string;
}

/** Which saved message is sent. */
export interface SendFacts {
  readonly kind: string;
  readonly tenantId: string;
  readonly record: number | null;
  readonly attempt: number;
}

/** Looks on while the edges work: times, counts, traces and logs, and changes nothing. */
export interface Watch {
  /** A request to the messaging endpoint, with the status it was answered with. */
  request<Answer extends { readonly status: number }>(work: () => Promise<Answer>): Promise<Answer>;
  turn<Result>(facts: TurnFacts, work: () => Promise<Result>): Promise<Result>;
  store<Result>(operation: string, work: () => Promise<Result>): Promise<Result>;
  send(facts: SendFacts, call: () => Promise<CallResult>): Promise<CallResult>;
  saved(result: "saved" | "repeated" | "conflict"): void;
  verdict(outcome: string): void;
  /** A token that was refused, by why. */
  refused(kind: string): void;
}

/** What is counted and logged with; without a tracer nothing is traced. */
export interface WatchOptions {
  readonly meter: Meter;
  readonly tracer?: Tracer;
  readonly log: Logger;
}

/** Makes it; what goes wrong in the work goes on to whoever asked for it. */
export function createWatch({ meter, tracer = noTracer, log }: WatchOptions): Watch {
  return {
    async request(work) {
      const seconds = startTiming();
      const answer = await tracer.span("request", {}, work);
      meter.noteRequest(answer.status, seconds());
      return answer;
    },
    async turn(facts, work) {
      const { kind, tenantId, activityId } = facts;
      const seconds = startTiming();
      const note = (outcome: "answered" | "failed"): void => {
        const took = seconds();
        meter.noteTurn(kind, outcome, took);
        log.info({ turn: kind, outcome, ms: toMilliseconds(took), tenantId, activityId }, "a turn was taken");
      };
      try {
        const result = await tracer.span(`turn ${kind}`, { "turn.kind": kind, "tenant.id": tenantId }, work);
        note("answered");
        return result;
      } catch (error) {
        note("failed");
        meter.noteError(error instanceof StorageError ? "storage" : "turn");
        throw error;
      }
    },
    async store(operation, work) {
      const seconds = startTiming();
      try {
        return await tracer.span(`store ${operation}`, { "store.operation": operation }, work);
      } finally {
        meter.noteStore(operation, seconds());
      }
    },
    async send({ kind, tenantId, record, attempt }, call) {
      const seconds = startTiming();
      const fields = {
        "delivery.kind": kind,
        "delivery.attempt": attempt,
        "tenant.id": tenantId,
        ...(record === null ? {} : { "record.number": record }),
      };
      const result = await tracer.span("delivery", fields, call);
      const name = nameResult(result);
      meter.noteCall(name, seconds());
      if (name !== "2xx") meter.noteError("delivery");
      return result;
    },
    saved(result) {
      meter.noteSave(result);
    },
    verdict(outcome) {
      meter.noteVerdict(outcome);
    },
    refused(kind) {
      meter.noteRefusal(kind);
    },
  };
}

/** Answers a function that tells the seconds since. */
function startTiming(): () => number {
  const started = performance.now();
  return () => (performance.now() - started) / 1000;
}

function toMilliseconds(seconds: number): number {
  return Math.round(seconds * 10_000) / 10;
}

function nameResult(result: CallResult): string {
  return result.kind === "answered" ? `${Math.trunc(result.status / 100)}xx` : result.kind;
}
