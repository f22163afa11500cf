import { createHash } from "node:crypto";
import type { ClientBase } from "pg";
import type { Bindable, Step, StepResult, Steps } from "./statement";

/** Runs steps to their end on one connection, over statements each connection prepares once. */
export async function runSteps<Result>(client: ClientBase, steps: Steps<Result>): Promise<Result> {
  let step = steps.next();
  while (step.done !== true) step = steps.next(await execute(client, step.value));
  return step.value;
}

async function execute(client: ClientBase, { sql, parameters }: Step): Promise<StepResult> {
  const { rows, rowCount } = await client.query<object>({
    name: nameStatement(sql),
    text: sql,
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
