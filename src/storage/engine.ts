import type { Scope } from "./scope";
import type { Steps } from "./statement";
import type { SaveResult, TurnChange } from "./store";

/**
 * `patient`: long by its nature, and mostly nobody waits for it. Everything else is waited for by somebody in Teams, who is
 * told soon when the database does not answer.
 */
export type Pace = "patient";

/** All that differs from engine to engine. Each function answers with a StorageError when it cannot. */
export interface Engine {
  /** Runs the steps against one state of the data. */
  read<Result>(scope: Scope, start: () => Steps<Result>, pace?: Pace): Promise<Result>;
  /** Resolves after the change is durable, or was left out whole. */
  save(change: TurnChange): Promise<SaveResult>;
  /** Resolves with the result of the steps after it is durable; nothing of them is kept when they throw. */
  write<Result>(scope: Scope, start: () => Steps<Result>, pace?: Pace): Promise<Result>;
  close(): Promise<void>;
}
