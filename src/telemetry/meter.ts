import { monitorEventLoopDelay } from "node:perf_hooks";
import { type Aggregator, AggregatorRegistry, Counter, Gauge, Histogram, Registry } from "prom-client";
import { type DeliveryState, deliveryStates } from "../escalation/delivery";
import type { OutboxState } from "../escalation/delivery-store";
import { shareFigures } from "./share-figures";

/** What went wrong, as far as a figure tells it. */
export type ErrorKind = "storage" | "turn" | "request" | "delivery";

/** Figures of one running product. Labels are words of our own, never ids, so that their number stays small. */
export interface Meter {
  noteRequest(status: number, seconds: number): void;
  noteTurn(kind: string, outcome: "answered" | "failed", seconds: number): void;
  noteStore(operation: string, seconds: number): void;
  noteSave(result: "saved" | "repeated" | "conflict"): void;
  noteVerdict(outcome: string): void;
  noteCall(result: string, seconds: number): void;
  noteError(kind: ErrorKind): void;
  noteRefusal(kind: string): void;
  /** All figures as Prometheus reads them. */
  print(): Promise<string>;
  readonly contentType: string;
  close(): void;
}

const prefix = "partner_support_";
/** Seconds. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10];

/**
 * `readOutbox` is asked whenever the figures are read; the outbox is not shown when it cannot answer. With several threads
 * the figures are those of all of them together.
 */
export function createMeter(readOutbox: () => Promise<OutboxState>, threads = 1): Meter {
  const registry = new Registry();
  const counters = createCounters(registry);
  const times = createHistograms(registry);
  watchOutbox(registry, readOutbox);
  const stopWatching = watchProcess(registry);
  const readOwn = () => registry.getMetricsAsJSON();
  const shared = threads === 1 ? null : shareFigures({ others: threads - 1, readOwn });
  return {
    noteRequest(status, seconds) {
      counters.requests.inc({ status });
      times.request.observe(seconds);
    },
    noteTurn(kind, outcome, seconds) {
      counters.turns.inc({ kind, outcome });
      times.turn.observe({ kind }, seconds);
    },
    noteStore(operation, seconds) {
      times.store.observe({ operation }, seconds);
    },
    noteSave(result) {
      counters.saves.inc({ result });
    },
    noteVerdict(outcome) {
      counters.verdicts.inc({ outcome });
    },
    noteCall(result, seconds) {
      counters.calls.inc({ result });
      times.call.observe(seconds);
    },
    noteError(kind) {
      counters.errors.inc({ kind });
    },
    noteRefusal(kind) {
      counters.refusals.inc({ kind });
    },
    async print() {
      if (shared === null) return registry.metrics();
      const [own, others] = await Promise.all([readOwn(), shared.readOthers()]);
      return AggregatorRegistry.aggregate([own, ...others]).metrics();
    },
    contentType: registry.contentType,
    close() {
      shared?.close();
      stopWatching();
    },
  };
}

function createCounters(registry: Registry) {
  const counter = <Label extends string>(name: string, help: string, labelNames: readonly Label[]) =>
    new Counter({ name: `${prefix}${name}`, help, labelNames, registers: [registry] });
  return {
    requests: counter("requests_total", "Requests to the messaging endpoint by status.", ["status"]),
    turns: counter("turns_total", "Turns of people by what they did and whether they were answered.", [
      "kind",
      "outcome",
    ]),
    saves: counter("saves_total", "Turns that changed something, by what became of the change.", ["result"]),
    verdicts: counter("verdicts_total", "Cases begun, by the outcome of their verdict.", ["outcome"]),
    calls: counter("delivery_calls_total", "Calls to the connector for saved messages, by result.", [
      "result",
    ]),
    refusals: counter("refused_tokens_total", "Tokens that were refused, by why.", ["kind"]),
    errors: counter("errors_total", "Errors by kind.", ["kind"]),
  };
}

function createHistograms(registry: Registry) {
  const histogram = <Label extends string>(name: string, help: string, labelNames: readonly Label[]) =>
    new Histogram({ name: `${prefix}${name}`, help, labelNames, buckets, registers: [registry] });
  return {
    request: histogram("request_seconds", "From the request to its answer, at the messaging endpoint.", []),
    turn: histogram("turn_seconds", "One turn: read, decide, save, show.", ["kind"]),
    store: histogram("store_seconds", "One operation of the store.", ["operation"]),
    call: histogram("delivery_call_seconds", "One call to the connector for a saved message.", []),
  };
}

function watchOutbox(registry: Registry, readOutbox: () => Promise<OutboxState>): void {
  let reading: Promise<OutboxState | null> | undefined;
  /** Both are collected at the same moment, and read it once. */
  const read = (): Promise<OutboxState | null> => {
    reading ??= readOutbox()
      .catch(() => null)
      .finally(() => (reading = undefined));
    return reading;
  };
  new Gauge({
    name: `${prefix}outbox_age_seconds`,
    help: "How long the message that is due longest has been due.",
    // Every thread reads the same database.
    aggregator: "first",
    registers: [registry],
    async collect() {
      const outbox = await read();
      this.reset();
      if (outbox !== null) this.set(outbox.ageMs / 1000);
    },
  });
  new Gauge({
    name: `${prefix}deliveries`,
    help: "Saved messages by state; those that arrived are not counted.",
    aggregator: "first",
    labelNames: ["state"],
    registers: [registry],
    async collect() {
      const outbox = await read();
      this.reset();
      if (outbox === null) return;
      for (const state of unsettled) this.set({ state }, outbox.counts[state]);
    },
  });
}

const unsettled = deliveryStates.filter((state): state is Exclude<DeliveryState, "sent"> => state !== "sent");

/** Answers how to stop. */
function watchProcess(registry: Registry): () => void {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  const gauge = (name: string, help: string, read: () => number, aggregator: Aggregator) =>
    new Gauge({
      name,
      help,
      aggregator,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  gauge(
    `${prefix}event_loop_lag_seconds`,
    "99th percentile of the event loop's delay since the last reading.",
    () => {
      const lag = delay.percentile(99) / 1e9;
      delay.reset();
      return Number.isFinite(lag) ? lag : 0;
    },
    "max",
  );
  gauge(`${prefix}threads`, "Threads whose figures these are.", () => 1, "sum");
  gauge("process_resident_memory_bytes", "Resident memory.", () => process.memoryUsage.rss(), "first");
  gauge("nodejs_heap_size_used_bytes", "Used heap.", () => process.memoryUsage().heapUsed, "sum");
  const readCpu = (): number => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  };
  gauge("process_cpu_seconds", "Processor time used since the start.", readCpu, "first");
  gauge("process_uptime_seconds", "Seconds since the start.", () => process.uptime(), "first");
  return () => {
    delay.disable();
  };
}
