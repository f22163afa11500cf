import { z } from "zod";

/** A schema of zod that is asked often. It answers what zod answers; what fits as it is, is not copied. */
export interface QuickSchema<Output> {
  /** Undefined when the value does not fit. */
  readonly read: (value: unknown) => Output | undefined;
  /** Throws zod's error when the value does not fit. */
  readonly parse: (value: unknown) => Output;
}

/**
 * Looks first whether a value fits and would come out of zod as it went in: then it is given back as it is, in a
 * part of the time, because zod builds all of it anew. What does not fit and what it would change is left to zod. For what
 * JSON and our own code make: looking through the names of a database's rows takes longer than building them anew.
 */
export function quickSchema<Output>(schema: z.ZodType<Output>): QuickSchema<Output> {
  const check = checkOf(schema);
  const fitsAsItIs = (value: unknown): value is Output => check(value);
  return {
    read: (value) => (fitsAsItIs(value) ? value : schema.safeParse(value).data),
    parse: (value) => (fitsAsItIs(value) ? value : schema.parse(value)),
  };
}

/** True only of what zod would give back unchanged. */
type Check = (value: unknown) => boolean;

function checkOf(schema: z.core.$ZodType): Check {
  if (schema instanceof z.ZodObject) return checkObject(schema);
  if (schema instanceof z.ZodString && schema.def.coerce !== true) return checkText(schema);
  const isAskedMore = (schema._zod.def.checks ?? []).length > 0;
  return (isAskedMore ? null : checkKind(schema)) ?? askZod(schema);
}

function checkKind(schema: z.core.$ZodType): Check | null {
  if (schema instanceof z.ZodOptional) return orElse(undefined, checkOf(schema.def.innerType));
  if (schema instanceof z.ZodNullable) return orElse(null, checkOf(schema.def.innerType));
  // What is put in the place of a value that does not fit is zod's business.
  if (schema instanceof z.ZodCatch) return checkOf(schema.def.innerType);
  if (schema instanceof z.ZodUnknown) return (value) => value !== undefined;
  if (schema instanceof z.ZodArray) return checkList(schema);
  if (schema instanceof z.ZodNumberFormat) return null;
  if (schema instanceof z.ZodNumber) return Number.isFinite;
  return schema instanceof z.ZodEnum ? checkOneOf(schema) : null;
}

/** What zod made anew is another object, and so does not count as unchanged. */
function askZod(schema: z.core.$ZodType): Check {
  return (value) => {
    const { success, data } = z.core.safeParse(schema, value);
    return success && data === value;
  };
}

function orElse(other: undefined | null, check: Check): Check {
  return (value) => value === other || check(value);
}

function checkText({ def: { checks = [] } }: z.ZodString): Check {
  return (value) => {
    if (typeof value !== "string") return false;
    const payload = { value, issues: [] };
    for (const { _zod } of checks) if (_zod.check(payload) !== undefined) return false;
    return payload.issues.length === 0 && payload.value === value;
  };
}

function checkOneOf({ options }: z.ZodEnum): Check {
  const values = new Set<unknown>(options);
  return (value) => values.has(value);
}

function checkList(schema: z.ZodArray): Check {
  const check = checkOf(schema.def.element);
  return (value) => Array.isArray(value) && value.every(check);
}

function checkObject({ def }: z.ZodObject): Check {
  const parts = Object.entries<z.core.$ZodType>(def.shape).map(([key, part]) => ({
    key,
    check: checkOf(part),
  }));
  const hasOnlyKnown = checkNames(def);
  if (hasOnlyKnown === null || (def.checks ?? []).length > 0) return () => false;
  return (value) => {
    if (!isObject(value) || !hasOnlyKnown(value)) return false;
    for (const { key, check } of parts) if (!check(value[key])) return false;
    return true;
  };
}

/** Zod takes out what it does not know, and of a loose object a property that would change what an object is. */
function checkNames({ catchall, shape }: z.ZodObject["def"]): ((value: object) => boolean) | null {
  if (catchall instanceof z.ZodUnknown) return (value) => !Object.hasOwn(value, "__proto__");
  const known = new Set(Object.keys(shape));
  if (catchall !== undefined) return null;
  return (value) => {
    for (const key in value) if (!known.has(key)) return false;
    return true;
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
