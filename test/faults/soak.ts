import { setTimeout as wait } from "node:timers/promises";
import { localPeople } from "../../src/local-chat/people";
import { startChannel } from "../support/channel-server";
import { type Measured } from "../support/instance";
import { bring, writeMessage } from "../support/raw-messages";
import { startCrowd } from "./crowd";
import { openGround } from "./ground";
import { judgeCases } from "./judge-cases";
import type { FaultProgram, FaultRun, Findings } from "./program";

/** What may have grown from the second third to the last: caches fill up to their bounds, and chance moves the rest. */
const tolerance = { heapShare: 0.15, heapBytes: 12 * 1_048_576, handles: 12, timers: 40 };

export const soak: FaultProgram = {
  name: "soak",
  title: "mixed load for a long time, memory after forced collection",
  limit: { short: 150, long: 1000 },
  async run(run) {
    const seconds = run.isShort ? 6 : 600;
    await run.row(`${seconds} s of cards, typed turns, API calls and figures`, (findings) =>
      work(run, seconds, findings),
    );
    run.say(
      "flat: at most 15 % or 12 MB more heap, 12 more handles, 40 more timers in the last third than in the second",
    );
  },
};

async function work(run: FaultRun, seconds: number, findings: Findings): Promise<void> {
  const channel = await startChannel();
  run.defer(() => channel.stop());
  const tenants = Array.from({ length: 4 }, (_, place) => `tenant-${place}`);
  const ground = await openGround(run, "SQLite", { serviceUrl: channel.serviceUrl, tenants });
  const instance = await ground.start();
  const end = Date.now() + seconds * 1000;
  const crowd = startCrowd(instance.origin, { people: 4, tenants });
  const side = besides(instance.origin, channel.serviceUrl, end, findings);
  const taken: Measured[] = [];
  while (Date.now() < end) {
    // Every look collects everything first, which is most of the work of a short run.
    await wait(seconds * (run.isShort ? 60 : 20));
    taken.push(await instance.measure());
  }
  const { walks, clicks } = await crowd.stop();
  findings.met(clicks + (await side));
  await judgeCases(ground, { walks, channel, patience: 300_000 }, findings);
  judgeGrowth(run, taken, findings);
}

/** What goes on beside the cards: people type, programs ask. Answers how often. */
async function besides(origin: string, serviceUrl: string, end: number, findings: Findings): Promise<number> {
  const headers = { "x-local-person": localPeople[0]?.aadObjectId ?? "" };
  const texts = ["Exchange is down at Contoso since 9", "help", "cancel", "my cases", "new"];
  let count = 0;
  for (; Date.now() < end; count += 1) {
    const writer = { user: `typist-${count % 50}`, tenantId: "typists", serviceUrl };
    const typed = await bring(
      origin,
      writeMessage(writer, `text-${count}`, texts[count % texts.length] ?? "help"),
    );
    if (typed !== 200) findings.wrong(`a message was answered ${typed}`);
    for (const path of ["/api/records", "/readyz", "/metrics", "/tab/"]) {
      const { status } = await fetch(`${origin}${path}`, { headers });
      // Programs of one person are held up after five calls a second.
      if (status !== 200 && status !== 429) findings.wrong(`${path} was answered ${status}`);
    }
    await wait(20);
  }
  return count * 5;
}

function judgeGrowth(run: FaultRun, taken: readonly Measured[], findings: Findings): void {
  const third = Math.floor(taken.length / 3);
  const [before, after] = [taken.slice(third, 2 * third), taken.slice(2 * third)];
  const compare = (figure: "heap" | "rss" | "handles" | "timers"): readonly [number, number] => [
    middle(before.map((one) => one[figure])),
    middle(after.map((one) => one[figure])),
  ];
  const [heap, rss, handles, timers] = [
    compare("heap"),
    compare("rss"),
    compare("handles"),
    compare("timers"),
  ];
  const grown = heap[1] - heap[0];
  if (grown > Math.max(tolerance.heapBytes, heap[0] * tolerance.heapShare))
    findings.wrong(`the heap has grown from ${megabytes(heap[0])} to ${megabytes(heap[1])}`);
  if (handles[1] - handles[0] > tolerance.handles) findings.wrong(`handles: ${handles.join(" to ")}`);
  if (timers[1] - timers[0] > tolerance.timers) findings.wrong(`timers: ${timers.join(" to ")}`);
  run.say(
    `second third to last: heap ${heap.map(megabytes).join(" to ")}, resident ${rss.map(megabytes).join(" to ")}, handles ${handles.join(" to ")}, timers ${timers.join(" to ")}`,
  );
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_048_576).toFixed(0)} MB`;
}
