import { createHash } from "node:crypto";
import type { ClientBase, QueryConfig } from "pg";
import type { Bindable, Step, StepResult, Steps } from "./statement";

/**
 * Runs steps to their end on one connection, over statements each connection prepares once, where they are not to be planned
 * anew; `answer` milliseconds are waited for each, where they are not the connection's.
 */
export async function runSteps<Result>(
  client: ClientBase,
  steps: Steps<Result>,
  answer?: number,
): Promise<Result> {
  let step = steps.next();
  while (step.done !== true) step = steps.next(await execute(client, step.value, answer));
  return step.value;
}

/** The statement with its own limit, which the library knows and its types do not. */
export function within(answer: number | undefined, text: string): QueryConfig {
  const limit = answer === undefined ? {} : { query_timeout: answer };
  return { text, ...limit };
}

async function execute(
  client: ClientBase,
  { sql, parameters, isPlannedAnew = false }: Step,
  answer: number | undefined,
): Promise<StepResult> {
  const { rows, rowCount } = await client.query<object>({
    ...within(answer, sql),
    ...(isPlannedAnew ? {} : { name: nameStatement(sql) }),
    values: parameters.map(toText),
  });
  return { rows, changed: rowCount ?? 0 };
}

/** PostgreSQL's text cannot hold the character 0, which no person types; documents have it escaped. */
function toText(value: Bindable): Bindable {
  return typeof value === "string" && value.includes("\0") ? value.replaceAll("\0", "\uFFFD") : value;
}

const names = new Map<string, string>();

/** The same name for the same text in every connection, within the 63 characters a name may have. */
function nameStatement(sql: string): string {
  const known = names.get(sql);
  if (known !== undefined) return known;
  const name = createHash("sha256").update(sql).digest("hex").slice(0, 32);
  names.set(sql, name);
  return name;
}
