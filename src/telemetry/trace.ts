import type { Context, Span, SpanStatusCode } from "@opentelemetry/api";
import { AsyncLocalStorage } from "node:async_hooks";

/** What a span may carry: ids and our own words, never names or texts. */
export type SpanFields = Readonly<Record<string, string | number>>;

/** Puts a piece of work into a trace, below the work it was begun by. */
export interface Tracer {
  span<Result>(name: string, fields: SpanFields, work: () => Promise<Result>): Promise<Result>;
  /** Hands over what is still held back; waits no longer than a few seconds. */
  close(): Promise<void>;
}

/** Without an endpoint nothing is traced, and nothing of the libraries is loaded. */
export const noTracer: Tracer = { span: (_name, _fields, work) => work(), close: () => Promise.resolve() };

/** Milliseconds the last spans may take to be handed over. */
const closePatience = 3000;

/**
 * Sends traces to an OTLP endpoint over HTTP. The libraries are loaded here and not before. What the endpoint
 * demands as headers stands in OTEL_EXPORTER_OTLP_HEADERS, which the exporter reads by itself.
 */
export async function openTracer(endpoint: string | undefined): Promise<Tracer> {
  if (endpoint === undefined) return noTracer;
  const [api, { NodeTracerProvider, BatchSpanProcessor }, { OTLPTraceExporter }, { resourceFromAttributes }] =
    await Promise.all([
      import("@opentelemetry/api"),
      import("@opentelemetry/sdk-trace-node"),
      import("@opentelemetry/exporter-trace-otlp-http"),
      import("@opentelemetry/resources"),
    ]);
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, "")}/v1/traces` });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ "service.name": "partner-support" }),
    spanProcessors: [new BatchSpanProcessor(exporter, { scheduledDelayMillis: 2000 })],
  });
  const tracer = provider.getTracer("partner-support");
  // Not the library's global context: two products in one process, as in the tests, keep theirs apart.
  const contexts = new AsyncLocalStorage<Context>();
  return {
    async span(name, fields, work) {
      const parent = contexts.getStore() ?? api.ROOT_CONTEXT;
      const span = tracer.startSpan(name, { attributes: fields }, parent);
      try {
        return await contexts.run(api.trace.setSpan(parent, span), work);
      } catch (error) {
        markFailed(span, error, api.SpanStatusCode.ERROR);
        throw error;
      } finally {
        span.end();
      }
    },
    async close() {
      const patience = AbortSignal.timeout(closePatience);
      const given = new Promise<void>((resolve) => {
        patience.addEventListener("abort", () => {
          resolve();
        });
      });
      await Promise.race([provider.shutdown().catch(() => undefined), given]);
    },
  };
}

/** The class of an error only: messages of foreign errors may repeat what somebody typed. */
function markFailed(span: Span, error: unknown, code: SpanStatusCode): void {
  span.setAttribute("exception.type", error instanceof Error ? error.name : typeof error);
  span.setStatus({ code });
}
