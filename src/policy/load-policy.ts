import { z } from "zod";
import { DataError } from "../errors";
import { type EditionId, editionIds } from "../vocabulary";
import { type Duty, loadDuties } from "./duties";
import { applyChanges, Edition, EditionChanges } from "./edition";
import edition2017 from "./editions/edition-2017.json";
import edition2020 from "./editions/edition-2020.json";
import editionNewer from "./editions/edition-newer.json";
import { Rule, Source } from "./rule";
import rulesN from "./rules/n.json";
import rulesP from "./rules/p.json";
import rulesQ from "./rules/q.json";
import sources from "./sources.json";

/** The whole policy, checked: every edition, every rule, every source, every duty. */
export interface Policy {
  readonly editions: Readonly<Record<EditionId, Edition>>;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly sources: Readonly<Record<string, Source>>;
  readonly duties: readonly Duty[];
}

/** Reads the data files shipped with the product. Throws `DataError` naming the file and the fault. */
export function loadPolicy(): Policy {
  const { definitions, ...base } = parse(
    "edition-2020.json",
    z.looseObject({ definitions: z.unknown() }),
    edition2020,
  );
  const named = parse("edition-2020.json", z.record(z.string(), z.unknown()), definitions);
  const edition = parse("edition-2020.json", Edition, resolveDefinitions(base, named));
  const change = (file: string, data: unknown): Edition =>
    applyChanges(edition, parse(file, EditionChanges, resolveDefinitions(data, named)));
  const rules = indexRules([
    ...parse("rules/p.json", z.array(Rule), rulesP),
    ...parse("rules/q.json", z.array(Rule), rulesQ),
    ...parse("rules/n.json", z.array(Rule), rulesN),
  ]);
  const policy: Policy = {
    editions: {
      "2017": change("edition-2017.json", edition2017),
      "2020": edition,
      newer: change("edition-newer.json", editionNewer),
    },
    rules,
    sources: parse("sources.json", z.record(z.string(), Source), sources),
    duties: loadDuties(rules),
  };
  checkReferences(policy);
  return policy;
}

/** `{"is": name}` in the data stands for a condition written once under `definitions`. */
function resolveDefinitions(data: unknown, named: Readonly<Record<string, unknown>>): unknown {
  if (Array.isArray(data)) return data.map((part) => resolveDefinitions(part, named));
  if (typeof data !== "object" || data === null) return data;
  if ("is" in data && typeof data.is === "string") {
    const definition = named[data.is];
    if (definition === undefined) throw new DataError(`no definition is named "${data.is}"`);
    return definition;
  }
  return Object.fromEntries(
    Object.entries(data).map(([key, part]) => [key, resolveDefinitions(part, named)]),
  );
}

function parse<T>(file: string, schema: z.ZodType<T>, data: unknown): T {
  const result = schema.safeParse(data);
  if (!result.success)
    throw new DataError(`${file}: ${z.prettifyError(result.error)}`, { cause: result.error });
  return result.data;
}

function indexRules(rules: readonly Rule[]): ReadonlyMap<string, Rule> {
  const index = new Map(rules.map((rule) => [rule.id, rule]));
  if (index.size !== rules.length) throw new DataError("two rules have the same id");
  return index;
}

/** Every rule an edition cites and every source a rule names must exist. */
function checkReferences(policy: Policy): void {
  for (const rule of policy.rules.values()) {
    const unknown = rule.sources.find((source) => policy.sources[source] === undefined);
    if (unknown !== undefined) throw new DataError(`rule ${rule.id} names the unknown source "${unknown}"`);
  }
  for (const id of editionIds) {
    const unknown = citedRules(policy.editions[id]).find((ruleId) => !policy.rules.has(ruleId));
    if (unknown !== undefined) throw new DataError(`edition ${id} cites the unknown rule ${unknown}`);
  }
}

/** All rule ids an edition can ever cite. */
function citedRules(edition: Edition): readonly string[] {
  const uses = [
    ...edition.rows.flatMap((row) => row.branches.flatMap((branch) => branch.rules)),
    ...edition.severity.flatMap((entry) => entry.rules),
    ...Object.values(edition.routeRules).flat(),
    ...edition.caveats.flatMap((caveat) => caveat.rules),
    ...edition.notes.flatMap((note) => note.rules),
  ];
  return [...new Set(uses.flatMap((use) => (typeof use === "string" ? [use] : use.rules)))];
}
