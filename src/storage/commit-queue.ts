import type { ThreadLock } from "./thread-lock";

/** What became of one change of a batch. */
export type Outcome<Result> = { readonly result: Result } | { readonly error: Error };

interface Waiting<Change, Result> {
  readonly change: Change;
  settle(outcome: Outcome<Result>): void;
}

/** Takes changes from whoever has one; see `createCommitQueue`. */
export interface CommitQueue<Change, Result> {
  /** Rejects with the error of this change, or of the whole commit. */
  push(change: Change): Promise<Result>;
  /** Commits at once what still waits. */
  flush(): void;
}

/** Bounds how long one commit keeps the event loop. */
const mostPerCommit = 256;
/** With so many together a commit's share in each is small, and the first of them has waited long enough. */
const worthWaiting = 64;
/** Rounds of an event loop that has nothing else to do, together a quarter of a millisecond. */
const quietRounds = 30;

/** Where nobody else writes. */
const noLock: ThreadLock = { take: () => null, release: () => undefined };

/**
 * Lets changes that arrive while the event loop is busy share one commit, which costs about as much as the
 * commit of a single one. No promise settles before `commit`, which must not throw, has returned. With a lock, one thread
 * commits at a time; what arrives while another one does is part of the next commit.
 */
export function createCommitQueue<Change, Result>(
  commit: (changes: readonly Change[]) => readonly Outcome<Result>[],
  lock: ThreadLock = noLock,
): CommitQueue<Change, Result> {
  const waiting: Waiting<Change, Result>[] = [];
  let scheduled = false;
  let lastTogether = 0;

  function flushBatch(): void {
    const batch = waiting.splice(0, mostPerCommit);
    lastTogether = batch.length;
    const outcomes = commit(batch.map(({ change }) => change));
    outcomes.forEach((outcome, place) => batch[place]?.settle(outcome));
  }

  function schedule(): void {
    if (scheduled || waiting.length === 0) return;
    scheduled = true;
    waitForMore(waiting.length, quietRounds);
  }

  /**
   * As long as a round of the event loop brings more changes a commit can wait, and a few quiet rounds while fewer are
   * there than came together the last time: as many are about to come again. Whoever comes alone does not wait.
   */
  function waitForMore(seen: number, quietLeft: number): void {
    setImmediate(() => {
      const hasMore = waiting.length !== seen;
      const mayCome = quietLeft > 0 && waiting.length < lastTogether;
      if (waiting.length < worthWaiting && (hasMore || mayCome)) {
        waitForMore(waiting.length, hasMore ? quietLeft : quietLeft - 1);
        return;
      }
      const turn = lock.take();
      if (turn === null) commitAndGoOn();
      else void turn.then(commitAndGoOn);
    });
  }

  function commitAndGoOn(): void {
    if (waiting.length > 0) flushBatch();
    lock.release();
    scheduled = false;
    schedule();
  }

  return {
    push: (change) =>
      new Promise((resolve, reject) => {
        waiting.push({ change, settle: settleBy(resolve, reject) });
        schedule();
      }),
    flush: () => {
      while (waiting.length > 0) flushBatch();
    },
  };
}

function settleBy<Result>(
  resolve: (result: Result) => void,
  reject: (error: Error) => void,
): (outcome: Outcome<Result>) => void {
  return (outcome) => {
    if ("error" in outcome) reject(outcome.error);
    else resolve(outcome.result);
  };
}
