import { z } from "zod";
import { startBare, startEcho } from "./servers";

/** What the load program asks of this process: which server, and with which authentication. */
const Order = z.object({
  server: z.enum(["product", "threads", "echo", "bare"]),
  authentication: z.record(z.string(), z.string()),
  dataDir: z.string(),
});
type Order = z.infer<typeof Order>;

async function start({ server, authentication, dataDir }: Order): Promise<string> {
  if (server === "bare") return startBare();
  if (server === "echo") return startEcho(authentication);
  // Loaded here, so that start and memory of the others are their own.
  const { startProduct } = await import("./product.js");
  return startProduct({ authentication, dataDir, workers: server === "threads" ? 2 : 1 });
}

/** Seconds of processor and bytes of memory this process has used so far. */
function readUsage(): { readonly cpu: number; readonly memory: number } {
  const { user, system } = process.cpuUsage();
  return { cpu: (user + system) / 1e6, memory: process.memoryUsage().rss };
}

process.on("message", (message) => {
  if (message === "usage") process.send?.(readUsage());
  else void start(Order.parse(message)).then((origin) => process.send?.({ origin }));
});
process.on("disconnect", () => process.exit(0));
