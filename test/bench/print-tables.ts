import type { Child, ServerName } from "./child";
import { median, middle, type Round, spread } from "./rounds";

export const serverNames = ["product", "threads", "echo", "bare"] as const satisfies readonly ServerName[];

export type Results = Readonly<Record<ServerName, Round[]>>;

/** US dollars for a second of one core: App Service P1v3, two cores, at the price the README reckons with. */
const dollarsPerCpuSecond = 124 / (2 * 30.4 * 86_400);

/** What the processor for a thousand card turns costs where every second of it is used. */
export function printCost(results: Results): void {
  console.log("cost per 1,000 of these card turns, processor alone (P1v3 at 124 $ a month, fully used)");
  for (const name of serverNames) {
    const cpu = middle(results[name], "cpu");
    const ratio = cpu / middle(results.product, "cpu");
    const cents = (cpu * dollarsPerCpuSecond * 100).toFixed(4);
    console.log(
      `  ${label(name)} ${cpu.toFixed(2)} CPU s, ${cents} US cents, ${ratio.toFixed(2)} of the product's`,
    );
  }
}

/** As wide as the longest. */
export function label(name: ServerName): string {
  const labels = {
    product: "the product",
    threads: "2 threads",
    echo: "SDK's echo bot",
    bare: "bare restify",
  };
  return labels[name].padEnd(15);
}

/** A table: what each server did, and how the product stands to the others. */
export function printTable(title: string, servers: readonly Child[], results: Results): void {
  console.log(title);
  for (const { name } of servers) {
    const of = results[name];
    const speed = `${middle(of, "perSecond").toFixed(0).padStart(6)}/s (${spread(of)})`;
    const times = `p50 ${middle(of, "p50").toFixed(1)} ms  p99 ${middle(of, "p99").toFixed(1)} ms`;
    console.log(
      `  ${label(name)} ${speed.padEnd(24)} ${times.padEnd(32)} ${middle(of, "cpu").toFixed(2)} CPU s per 1,000`,
    );
  }
  for (const contestant of ["product", "threads"] as const)
    for (const yardstick of ["echo", "bare"] as const) printRatio(contestant, yardstick, results);
}

function printRatio(contestant: "product" | "threads", yardstick: "echo" | "bare", results: Results): void {
  if (results[contestant].length === 0 || results[yardstick].length === 0) return;
  const ratio = (figure: "perSecond" | "p99" | "cpu"): string =>
    ratioOf(results[contestant], results[yardstick], figure);
  const who = contestant === "product" ? "" : "2 threads ";
  console.log(
    `  ${who}to ${label(yardstick)} throughput ${ratio("perSecond")}  p99 ${ratio("p99")}  CPU ${ratio("cpu")}`,
  );
}

/** Of each round its own ratio, then the middle: what slowed one contestant slowed its neighbour, too. */
function ratioOf(
  product: readonly Round[],
  other: readonly Round[],
  figure: "perSecond" | "p99" | "cpu",
): string {
  const ratios = product.map((round, place) => round[figure] / (other[place]?.[figure] ?? Number.NaN));
  return `${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)}-${Math.max(...ratios).toFixed(2)})`;
}
