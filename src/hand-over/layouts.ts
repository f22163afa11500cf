import { z } from "zod";
import { DataError } from "../errors";
import { knownFacts } from "../policy/case-facts";
import { Condition, test } from "../policy/condition";
import type { CaseRecord } from "../records/record";
import { routeIds } from "../vocabulary";
import { factIds } from "./facts";
import layoutsData from "./layouts.json";

const RuleIds = z.array(z.string().regex(/^[PQN]-\d{2}b?$/)).min(1);

const Field = z.strictObject({
  /** Its label is the text `handover.field.<id>`. */
  id: z.string().regex(/^[a-z_]+$/),
  /** What stands in it, joined; `description` is the whole case in labelled lines. */
  facts: z.union([z.literal("description"), z.array(z.enum(factIds)).min(1)]),
  /** Absent: always. */
  when: Condition.optional(),
  /** What is said to be not known when the field stays empty, `evidence.item.<ask>`. */
  ask: z.string().optional(),
  /** What demands the field. */
  rules: RuleIds,
});

const Form = z.strictObject({
  /** The longest title that is sensible there, in UTF-16 characters. */
  titleLength: z.int().positive(),
  fields: z.array(Field).min(1),
});
/** A form as whoever takes the case over has it, field by field. */
export type Form = Readonly<z.infer<typeof Form>>;

const Route = z.strictObject({
  /** Rules behind the note to a colleague, `handover.note.<route>`; absent: there is none. */
  note: RuleIds.optional(),
  message: z.enum(["provider", "isv"]).optional(),
  /** The first whose condition holds is filled in. */
  forms: z.array(z.strictObject({ form: z.string(), when: Condition.optional() })).default([]),
  /** Fields of the form that are somebody else's to fill in. */
  without: z.array(z.string()).default([]),
});
/** What is handed over on one route: which form, which message, and a note where rules call for one. */
export type RouteLayout = Readonly<z.infer<typeof Route>>;

const Layouts = z.strictObject({
  forms: z.record(z.string(), Form),
  routes: z.record(z.enum(routeIds), Route),
});
type Layouts = z.infer<typeof Layouts>;

/** Checks the layout data. Throws `DataError` naming the fault. */
export function loadLayouts(data: unknown = layoutsData): Layouts {
  const result = Layouts.safeParse(data);
  if (!result.success) throw new DataError(`layouts.json: ${z.prettifyError(result.error)}`);
  const named = Object.values(result.data.routes).flatMap(({ forms }) => forms.map(({ form }) => form));
  const unknown = named.find((form) => result.data.forms[form] === undefined);
  if (unknown !== undefined) throw new DataError(`layouts.json: there is no form ${unknown}`);
  return result.data;
}

const layouts = loadLayouts();

/** What is handed over on the route of this case. */
export function layoutOf({ verdict }: CaseRecord): RouteLayout {
  return layouts.routes[verdict.route];
}

/** The form this case is filed with, its fields in the order of the form; null where nothing is filed. */
export function formOf(record: CaseRecord): Form | null {
  const { forms, without } = layoutOf(record);
  const known = knownFacts(record);
  const found = forms.find(({ when }) => when === undefined || test(when, known) === true);
  const form = found === undefined ? undefined : layouts.forms[found.form];
  if (form === undefined) return null;
  const fields = form.fields.filter(
    ({ id, when }) => !without.includes(id) && (when === undefined || test(when, known) === true),
  );
  return { ...form, fields };
}
