import type { Erasure } from "../privacy/privacy-store";
import type { Engine } from "./engine";
import {
  looseFilesOf,
  removePerson,
  rewriteStretch,
  rewrittenTables,
  type RewriteTools,
} from "./erase-steps";
import { ofTenant } from "./scope";
import { eraseCasesPart, eraseDialogsStretch, hasCases, namesCustomer } from "./strip-steps";
import { walkRows } from "./walk-rows";

type Erasing = Pick<Engine, "read" | "write">;

/** Goes once through all that may be about somebody or a customer, in many transactions; true when there may be more. */
export function erasePart(
  engine: Erasing,
  tools: RewriteTools,
  erasure: Erasure,
  names: readonly string[],
): Promise<boolean> {
  return erasure.kind === "person"
    ? erasePerson(engine, tools, erasure, names)
    : eraseCustomer(engine, tools, erasure, names);
}

/** What is to go goes first: whoever comes back in the middle begins anew. */
async function erasePerson(
  engine: Erasing,
  tools: RewriteTools,
  erasure: Erasure,
  names: readonly string[],
): Promise<boolean> {
  const scope = ofTenant(erasure.tenantId);
  await engine.write(scope, () => removePerson(tools.db, erasure), "patient");
  const replacement = { id: erasure.id, names, pseudonym: erasure.pseudonym };
  let rewritten = 0;
  for (const table of rewrittenTables) {
    const counts = await walkRows(erasure, engine.write, (after) =>
      rewriteStretch(tools, table, erasure, replacement, after),
    );
    rewritten += counts.reduce((sum, count) => sum + count, 0);
  }
  // What was passed may have been saved anew meanwhile: it is over when nothing was found.
  if (rewritten > 0) return true;
  return (await engine.read(scope, () => looseFilesOf(tools.db, erasure), "patient")).length > 0;
}

/** Dialogs before cases: who is interrupted asks the cases for the names anew. */
async function eraseCustomer(
  engine: Erasing,
  tools: RewriteTools,
  erasure: Erasure,
  names: readonly string[],
): Promise<boolean> {
  const scope = ofTenant(erasure.tenantId);
  const namings = namesCustomer([erasure.id, ...names]);
  if (namings !== null)
    await walkRows(erasure, engine.write, (after) => eraseDialogsStretch(tools, erasure, namings, after));
  while (await engine.write(scope, () => eraseCasesPart(tools, erasure), "patient")) continue;
  return engine.read(scope, () => hasCases(tools.db, erasure), "patient");
}
