import type { ConnectorRequest } from "./connector-call";

/** What a bot may ask of the connector; members come whole or in pages. */
export type CallKind = "post" | "edit" | "delete" | "members" | "pagedMembers" | "other";

/** How many calls there were, and of what kind; a failed one was refused or had no answer. */
export interface Tally extends Readonly<Record<CallKind, number>> {
  readonly all: number;
  readonly failed: number;
}

/** Counts posts and edits by conversation, to show that no rate is exceeded. */
export interface CallCounter {
  count(conversationId: string, at: Date): void;
  /** Notes a call that has ended; status 0 when it had no answer. */
  record(request: Pick<ConnectorRequest, "method" | "path">, status: number): void;
  tally(): Tally;
  /** The most calls any stretch of this many milliseconds held: in one conversation, and in all together. */
  busiest(ms: number): { readonly conversation: number; readonly all: number };
}

/** Calls that are remembered of each conversation. */
const kept = 5000;

/** Counts the calls of the bot by kind, for the connector panel. */
export function createCallCounter(): CallCounter {
  const moments = new Map<string, number[]>();
  let tally: Tally = {
    ...{ post: 0, edit: 0, delete: 0, members: 0, pagedMembers: 0, other: 0 },
    ...{ all: 0, failed: 0 },
  };
  return {
    tally: () => tally,
    record(request, status) {
      const kind = kindOf(request);
      const failed = tally.failed + (status === 0 || status >= 400 ? 1 : 0);
      tally = { ...tally, [kind]: tally[kind] + 1, all: tally.all + 1, failed };
    },
    count(conversationId, at) {
      const of = moments.get(conversationId) ?? [];
      of.push(at.getTime());
      if (of.length > kept) of.shift();
      moments.set(conversationId, of);
    },
    busiest(ms) {
      const each = [...moments.values()].map((of) => mostWithin(of, ms));
      return { conversation: Math.max(0, ...each), all: mostWithin([...moments.values()].flat(), ms) };
    },
  };
}

function kindOf({ method, path }: Pick<ConnectorRequest, "method" | "path">): CallKind {
  const verb = method.toUpperCase();
  if (verb === "POST") return "post";
  if (verb === "PUT") return "edit";
  if (verb === "DELETE") return "delete";
  if (/\/pagedmembers$/.test(path)) return "pagedMembers";
  return /\/members$/.test(path) ? "members" : "other";
}

/** The most moments a stretch holds that is shorter than `ms`. */
function mostWithin(moments: readonly number[], ms: number): number {
  const sorted = moments.toSorted((a, b) => a - b);
  let start = 0;
  let most = 0;
  sorted.forEach((moment, end) => {
    while (moment - (sorted[start] ?? moment) >= ms) start += 1;
    most = Math.max(most, end - start + 1);
  });
  return most;
}
