/** The few errors of our own; what a library threw is kept as `cause`. */

/** A setting that stops the start: the message names the setting, what was found and what is allowed. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
}

/** Data shipped with the product or given by its operator is not what its schema says. */
export class DataError extends Error {
  override readonly name = "DataError";
}

/** The database cannot be opened, read or written. */
export class StorageError extends Error {
  override readonly name = "StorageError";
}

/** A thread of several could not start; the message is the sentence in which it said why. */
export class WorkerError extends Error {
  override readonly name = "WorkerError";
}

/** Teams' connector did not take what was sent. */
export class ConnectorError extends Error {
  override readonly name = "ConnectorError";
  /** Whether it may have arrived all the same: it went out, and then came nothing, or what says neither. */
  readonly mayHaveArrived: boolean;

  constructor(message: string, mayHaveArrived = false) {
    super(message);
    this.mayHaveArrived = mayHaveArrived;
  }
}
