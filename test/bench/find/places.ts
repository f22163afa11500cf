import { createReadStream } from "node:fs";
import { Agent } from "node:http";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { finished } from "node:stream/promises";
import { startApp } from "../../../src/app";
import { createLog } from "../../../src/log";
import { readSettings } from "../../../src/settings";
import { callOnce } from "./call-once";
import type { Call } from "./compare";
import { fillFolder } from "./fill-folder";
import { type Desk, deskOf, lastMoment } from "./make-case";
import type { Question } from "./questions";

/** The product over a desk, as people reach it. */
export interface Place {
  readonly desk: Desk;
  /** Asks once, as the person and for what the round says. */
  ask(question: Question, round: number): Promise<Answered>;
  close(): Promise<void>;
}

export interface Answered extends Call {
  readonly text: string;
}

/** Starts the product over a desk of so many cases in a folder of its own, which is filled where it is not yet. */
export async function openFilled(folder: string, size: number): Promise<Place> {
  const own = join(folder, String(size));
  await fillFolder(own, size, async () => {
    await (await openPlace(own, size)).close();
  });
  // As in a program that has run for a while, the system has the files in its memory.
  const file = createReadStream(join(own, "partner-support.sqlite"), { highWaterMark: 2 ** 20 });
  await finished(file.resume());
  return openPlace(own, size);
}

async function openPlace(folder: string, size: number): Promise<Place> {
  let now = lastMoment;
  const app = await startApp({
    settings: readSettings({
      ...{ PORT: "0", DATA_DIR: folder, LOG_LEVEL: "silent", CASE_ACCESS: "team" },
    }),
    log: createLog("silent"),
    root: join(__dirname, "../../../../.."),
    now: () => new Date(now),
    // Nothing is due to be said; nobody is to look for it meanwhile.
    reminding: { pollMs: 3_600_000 },
  });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const desk = deskOf(size);
  const target = { origin: new URL(new URL(app.address).origin), agent };
  return {
    desk,
    ask(question, round) {
      // As many calls as a bench makes are more than somebody may make in its time.
      now += 250;
      return measure(question, () => callOnce(target, question.ask(desk, round)));
    },
    async close() {
      agent.destroy();
      await app.stop();
    },
  };
}

/** Milliseconds until the whole answer is there. */
async function measure(question: Question, call: () => ReturnType<typeof callOnce>): Promise<Answered> {
  const cpu = process.threadCpuUsage();
  const begun = performance.now();
  const { status, text } = await call();
  const taken = performance.now() - begun;
  const { user, system } = process.threadCpuUsage(cpu);
  if (status !== 200) throw new Error(`${question.name} was answered with ${status}`);
  return { taken, worked: (user + system) / 1000, text };
}
