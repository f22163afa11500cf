import type { OutboxState } from "./escalation/delivery-store";
import type { OperatorOptions } from "./http/operator-routes";
import type { Logger } from "./log";
import type { Settings } from "./settings";
import type { DatabaseGuard } from "./storage/database-guard";
import type { Store } from "./storage/store";
import { channelKeys, createKeyProbe } from "./telemetry/key-probe";
import { createMeter, type Meter } from "./telemetry/meter";
import { createReadiness, type Readiness } from "./telemetry/readiness";
import { openTracer } from "./telemetry/trace";
import { createWatch, type Watch } from "./telemetry/watch";

/** What looks on while the product works: figures, traces, and how the outbox stands. */
export interface Eyes {
  readonly meter: Meter;
  readonly watch: Watch;
  readonly readOutbox: () => Promise<OutboxState>;
  close(): Promise<void>;
}

/** What figures are read from and logged with. */
export interface EyesOptions {
  readonly settings: Settings;
  /** The store that is not watched: reading the figures is not to move them. */
  readonly engine: Pick<Store, "readOutbox">;
  readonly log: Logger;
  readonly now: () => Date;
}

/** Opens them; without an address for traces none are made. */
export async function openEyes({ settings, engine, log, now }: EyesOptions): Promise<Eyes> {
  const tracer = await openTracer(settings.tracesTo);
  const readOutbox = () => engine.readOutbox(now().toISOString());
  const meter = createMeter(readOutbox, settings.workers);
  return {
    meter,
    watch: createWatch({ meter, tracer, log }),
    readOutbox,
    async close() {
      meter.close();
      await tracer.close();
    },
  };
}

/** Whether this instance is to be given work; `tokenKeys` is where the keys of tabs' tokens are. */
export function openReadiness(
  { registration }: Settings,
  { readOutbox }: Eyes,
  tokenKeys: URL,
  { isolatesTenants }: Pick<DatabaseGuard, "isolatesTenants">,
): Readiness {
  const now = () => Date.now();
  const places = [channelKeys, tokenKeys];
  return createReadiness({
    readOutbox,
    isolatesTenants,
    hasKeys: registration === null ? null : createKeyProbe({ places, now }),
    now,
  });
}

/** Who may read the figures: with a token whoever has it, else in local mode the programs of this machine. */
export function readersOf({ mode, metricsToken: token }: Settings): OperatorOptions["metricsFor"] {
  if (token !== undefined) return { token };
  return mode === "local" ? "machine" : "nobody";
}
