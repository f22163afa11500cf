import type { Attached } from "./attachments.js";
import type { Change, Deed, Welcome, WireOutcome } from "./wire.js";

interface Listener {
  readonly welcome: (welcome: Welcome) => void;
  readonly change: (change: Change) => void;
  readonly connected: (isConnected: boolean) => void;
}

/** Listens to the chat; the browser reconnects by itself and is then told everything anew. */
export function listen({ welcome, change, connected }: Listener): void {
  const source = new EventSource("events");
  source.addEventListener("welcome", ({ data }: MessageEvent<string>) => {
    const received: unknown = JSON.parse(data);
    if (isWelcome(received)) {
      connected(true);
      welcome(received);
    }
  });
  source.addEventListener("change", ({ data }: MessageEvent<string>) => {
    const received: unknown = JSON.parse(data);
    if (isChange(received)) {
      change(received);
    }
  });
  source.addEventListener("error", () => {
    connected(false);
  });
}

/** Tells the server what a person did. */
export async function act(deed: Deed): Promise<WireOutcome> {
  try {
    const response = await fetch("actions", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(deed),
    });
    const received: unknown = await response.json();
    return isOutcome(received) ? received : { kind: "refused", status: response.status };
  } catch {
    return { kind: "unreachable" };
  }
}

/** Puts files where the bot can fetch them and answers their ids; undefined when one of them is not taken. */
export async function upload(files: readonly Attached[]): Promise<readonly string[] | undefined> {
  const ids = await Promise.all(files.map(uploadOne));
  const taken = ids.filter((id) => id !== undefined);
  return taken.length === ids.length ? taken : undefined;
}

async function uploadOne({ file, isPicture }: Attached): Promise<string | undefined> {
  try {
    const response = await fetch("files", {
      method: "POST",
      headers: {
        "content-type": "application/octet-stream",
        "x-file-name": encodeURIComponent(file.name),
        "x-file-kind": isPicture ? "picture" : "file",
      },
      body: file,
    });
    const received: unknown = response.ok ? await response.json() : undefined;
    return isTaken(received) && typeof received.id === "string" ? received.id : undefined;
  } catch {
    return undefined;
  }
}

// The page and its server come from one build: enough to see that this is the message meant.
const isWelcome = (value: unknown): value is Welcome => has(value, "personalChats");
const isChange = (value: unknown): value is Change => has(value, "removed");
const isTaken = (value: unknown): value is { readonly id: unknown } => has(value, "id");
const isOutcome = (value: unknown): value is WireOutcome => has(value, "kind");

function has(value: unknown, key: string): boolean {
  return typeof value === "object" && value !== null && key in value;
}
