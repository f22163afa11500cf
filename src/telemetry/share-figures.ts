import { randomUUID } from "node:crypto";
import { BroadcastChannel } from "node:worker_threads";
import { z } from "zod";

/** The figures of one thread, as its registry tells them. */
const Figures = z.array(z.looseObject({}));
type Figures = z.infer<typeof Figures>;

const Message = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("asked"), id: z.string() }),
  z.object({ kind: z.literal("told"), id: z.string(), figures: Figures }),
]);
type Message = z.infer<typeof Message>;

/** What the threads of a process tell each other of their figures. */
export interface SharedFigures {
  /** Those of the other threads of this process; of those that do not answer in time, none. */
  readOthers(): Promise<readonly Figures[]>;
  close(): void;
}

/** Among how many threads; the others are waited for `patienceMs` milliseconds. */
export interface SharingOptions {
  /** How many threads there are beside this one. */
  readonly others: number;
  /** Reads the figures of this thread. */
  readonly readOwn: () => Promise<readonly object[]>;
  readonly patienceMs?: number;
}

/** Whoever reads the figures reaches one thread: it asks the others for theirs. */
export function shareFigures({ others, readOwn, patienceMs = 1000 }: SharingOptions): SharedFigures {
  const channel = new BroadcastChannel("partner-support figures");
  const waiting = new Map<string, (figures: Figures) => void>();
  let isClosed = false;

  function say(message: Message): void {
    if (!isClosed) channel.postMessage(message);
  }

  channel.onmessage = ({ data }) => {
    const message = Message.parse(data);
    if (message.kind === "told") waiting.get(message.id)?.(message.figures);
    // Who cannot read them says nothing: the others' are told without.
    else
      readOwn().then(
        (figures) => {
          say({ kind: "told", id: message.id, figures: Figures.parse(figures) });
        },
        () => undefined,
      );
  };
  channel.unref();

  return {
    readOthers: () =>
      new Promise((resolve) => {
        const id = randomUUID();
        const told: Figures[] = [];
        const end = (): void => {
          clearTimeout(late);
          waiting.delete(id);
          resolve(told);
        };
        const late = setTimeout(end, patienceMs);
        waiting.set(id, (figures) => {
          if (told.push(figures) === others) end();
        });
        say({ kind: "asked", id });
      }),
    close() {
      isClosed = true;
      channel.close();
    },
  };
}
