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

/**
 * What became of what Teams' connector did not take: it may stand there all the same (it went out, and then came nothing, or
 * what says neither); it certainly does not, and the same may be taken later; or it was refused for good.
 */
export type ConnectorFault = "unknown" | "not_now" | "refused";

/** Teams' connector did not take what was sent. */
export class ConnectorError extends Error {
  override readonly name = "ConnectorError";
  readonly fault: ConnectorFault;

  constructor(message: string, fault: ConnectorFault) {
    super(message);
    this.fault = fault;
  }
}
