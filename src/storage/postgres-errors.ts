import { z } from "zod";
import { StorageError } from "../errors";

const Coded = z.object({ code: z.string() });

/** The five letters of the server, or the name of what the network said; empty for anything else. */
function postgresCode(error: unknown): string {
  const coded = Coded.safeParse(error);
  return coded.success ? coded.data.code : "";
}

/** Codes of a server that stops, starts or turns away, and of a network without an answer. */
const lostCodes =
  /^(08...|57P0[1235]|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENOENT)$/;
/** What the library says without a code. */
const lostMessages =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout expired|timeout exceeded when trying to connect|Query read timeout)/;

/** Whether the connection is of no more use; the transaction it was in is gone, unless it was just being committed. */
export function isConnectionLost(error: unknown): boolean {
  if (lostCodes.test(postgresCode(error))) return true;
  return error instanceof Error && lostMessages.test(error.message);
}

/** Whether the server was waited for as long as anybody may wait: a second time would be as long again. */
export function isWaitedOut(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith("Query read timeout");
}

/** Whether the server took a transaction back so that another could go on: done once more, it will succeed. */
export function isGivenWay(error: unknown): boolean {
  return ["40001", "40P01"].includes(postgresCode(error));
}

/** Whether the server did not take the password, or the token in its place. */
export function isRefused(error: unknown): boolean {
  return ["28P01", "28000"].includes(postgresCode(error));
}

const advice: ReadonlyMap<string, string> = new Map([
  ["28P01", "check the user and the password in DATABASE_URL"],
  ["28000", "check the user in DATABASE_URL and whom the server lets in"],
  ["3D000", "there is no such database; create it, or name another one in DATABASE_URL"],
  ["42501", "give the user of DATABASE_URL the right to make and use tables there"],
  ["53300", "the server takes no more connections; end other programs or raise its limit"],
  ["53100", "make room on the disk of the server"],
  ["25006", "the server may only be read; name the one that is written to in DATABASE_URL"],
  ["55P03", "another program holds a lock on its tables; end that program or let it finish"],
  ["40P01", "too much wants the same rows at once; it can be tried again"],
  ["40001", "too much wants the same rows at once; it can be tried again"],
  ["57014", "it took too long; find out what else keeps the server busy"],
]);
const unreachable =
  "it does not answer; check that it runs and can be reached. As soon as it answers, this program goes on";

/** Turns whatever the library threw into an error that names the database and says what to do. */
export function explainPostgres(
  place: string,
  verb: "opened" | "read" | "written",
  cause: unknown,
): StorageError {
  if (cause instanceof StorageError) return cause;
  const code = postgresCode(cause);
  const otherwise = isConnectionLost(cause) ? unreachable : "the cause of this error says what is wrong";
  const hint = advice.get(code) ?? otherwise;
  return new StorageError(`${place} cannot be ${verb}${code === "" ? "" : ` (${code})`}: ${hint}`, { cause });
}
