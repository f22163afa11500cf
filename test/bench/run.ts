import { type ChildProcess, fork } from "node:child_process";
import { Agent } from "node:http";
import { join } from "node:path";
import { z } from "zod";
import { startKeyServer } from "../support/key-server";
import { createConversation } from "./conversation";

/** How many people click at once, how long a round lasts, and how many rounds are interleaved. */
const conversations = 16;
const roundMilliseconds = 3000;
const rounds = 5;

interface Contestant {
  readonly name: string;
  readonly server: "product" | "echo";
  readonly isAuthenticated: boolean;
}

const contestants: readonly Contestant[] = [
  { name: "card turn, saved and rendered", server: "product", isAuthenticated: false },
  { name: "bare echo bot", server: "echo", isAuthenticated: false },
  { name: "card turn, saved and rendered", server: "product", isAuthenticated: true },
  { name: "bare echo bot", server: "echo", isAuthenticated: true },
];

interface Round {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

interface Running extends Contestant {
  readonly child: ChildProcess;
  readonly origin: string;
  readonly results: Round[];
}

const Started = z.object({ origin: z.string() });

async function main(): Promise<void> {
  const keys = await startKeyServer(() => "http://127.0.0.1:9/");
  const running: Running[] = [];
  for (const contestant of contestants) {
    running.push(await start(contestant, contestant.isAuthenticated ? keys.options : {}));
  }
  const authorization = `Bearer ${keys.sign()}`;
  for (let round = 0; round <= rounds; round += 1) {
    for (const one of running) {
      const result = await play(one.origin, one.isAuthenticated ? authorization : "", round);
      // The first round warms up and does not count.
      if (round > 0) one.results.push(result);
    }
  }
  print(running);
  for (const { child } of running) child.disconnect();
  await keys.stop();
}

function start(contestant: Contestant, authentication: object): Promise<Running> {
  const child = fork(join(__dirname, "server.js"), { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  child.send({ server: contestant.server, authentication });
  return new Promise((resolve, reject) => {
    child.once("message", (message) => {
      resolve({ ...contestant, child, origin: Started.parse(message).origin, results: [] });
    });
    child.once("exit", (code) => {
      reject(new Error(`the server ended with ${String(code)}`));
    });
  });
}

async function play(origin: string, authorization: string, round: number): Promise<Round> {
  const agent = new Agent({ keepAlive: true, maxSockets: conversations });
  const begun = performance.now();
  const times: number[] = [];
  const people = Array.from({ length: conversations }, (_, id) =>
    createConversation({ origin, agent, authorization }, round * conversations + id),
  );
  await Promise.all(
    people.map(async (person) => {
      while (performance.now() - begun < roundMilliseconds) times.push(await person.turn());
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  agent.destroy();
  times.sort((a, b) => a - b);
  return { perSecond: times.length / seconds, p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function median(values: readonly number[]): number {
  return quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
}

function print(running: readonly Running[]): void {
  console.log(
    `${conversations} people at once, ${rounds} interleaved rounds of ${roundMilliseconds / 1000} s, medians (spread)`,
  );
  for (const isAuthenticated of [false, true]) {
    const [product, echo] = running.filter((one) => one.isAuthenticated === isAuthenticated);
    console.log(`authentication ${isAuthenticated ? "on" : "off"}`);
    for (const one of [product, echo]) if (one !== undefined) console.log(`  ${describe(one)}`);
    if (product !== undefined && echo !== undefined) {
      console.log(`  ratio  ${(speed(product) / speed(echo)).toFixed(2)} of the echo bot's turns per second`);
    }
  }
}

function speed({ results }: Running): number {
  return median(results.map(({ perSecond }) => perSecond));
}

function describe({ name, results }: Running): string {
  const all = results.map(({ perSecond }) => perSecond);
  const spread = `${Math.min(...all).toFixed(0)}-${Math.max(...all).toFixed(0)}`;
  const p50 = median(results.map((round) => round.p50)).toFixed(1);
  const p99 = median(results.map((round) => round.p99)).toFixed(1);
  return `${name.padEnd(30)} ${median(all).toFixed(0).padStart(6)}/s (${spread})  p50 ${p50} ms  p99 ${p99} ms`;
}

void main();
