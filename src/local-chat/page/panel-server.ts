import type { FaultExtent, FaultName, PanelStatus } from "./wire.js";

/** What the panel shows; undefined when the server cannot be reached. */
export function readPanel(): Promise<PanelStatus | undefined> {
  return ask("panel");
}

/** Lets the bot's next calls go wrong. */
export function setFault(fault: FaultName, extent: FaultExtent): Promise<PanelStatus | undefined> {
  return ask("panel/faults", { fault, extent });
}

/** Puts the clock of the bot and of the chat forward. */
export function moveClock(minutes: number): Promise<PanelStatus | undefined> {
  return ask("panel/clock", { minutes });
}

async function ask(path: string, body?: object): Promise<PanelStatus | undefined> {
  try {
    const posting = {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    };
    const response = await fetch(path, body === undefined ? {} : posting);
    const received: unknown = await response.json();
    return isStatus(received) ? received : undefined;
  } catch {
    return undefined;
  }
}

function isStatus(value: unknown): value is PanelStatus {
  return typeof value === "object" && value !== null && "tally" in value;
}
