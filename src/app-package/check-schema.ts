import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import Ajv, { type ValidateFunction } from "ajv-draft-04";
import addFormats from "ajv-formats";
import { DataError } from "../errors";
import { type Fault, writePath } from "./fault";

/** The schemas a package is checked by: of the manifest and of its language files. */
export type SchemaName = "MicrosoftTeams.schema.json" | "MicrosoftTeams.Localization.schema.json";

/** Where a schema of Teams is published; the copies that are checked against come with Microsoft's own package. */
export function schemaAddress(version: string, name: SchemaName): string {
  return `https://developer.microsoft.com/json-schemas/teams/v${version}/${name}`;
}

/** Checks a document against a published schema of Teams, offline. An unknown version is a fault, too. */
export function checkSchema(
  file: string,
  document: unknown,
  version: string,
  name: SchemaName,
): readonly Fault[] {
  const validate = validatorOf(version, name);
  if (validate === null) {
    const what = `is ${JSON.stringify(version)}, of which no schema is known`;
    return [{ file, path: "manifestVersion", what }];
  }
  if (validate(document)) return [];
  return (validate.errors ?? []).map(({ instancePath, message, params }) => ({
    file,
    path: writePath(instancePath.split("/").slice(1)),
    what: `${message ?? "is not as the schema says"} ${JSON.stringify(params)}`,
  }));
}

/** Compiling takes far longer than checking. */
const validators = new Map<string, ValidateFunction>();

function validatorOf(version: string, name: SchemaName): ValidateFunction | null {
  const key = schemaAddress(version, name);
  const known = validators.get(key);
  if (known !== undefined) return known;
  const schema = readSchema(version, name);
  if (schema === null) return null;
  // Patterns of the language files' schema are no Unicode patterns.
  const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
  addFormats(ajv);
  const validate = ajv.compile(schema);
  validators.set(key, validate);
  return validate;
}

function readSchema(version: string, name: SchemaName): object | null {
  if (!/^\d+\.\d+$/.test(version)) return null;
  const root = dirname(require.resolve("@microsoft/app-manifest/package.json"));
  const file = join(root, "build/json-schemas/teams", `v${version}`, name);
  if (!existsSync(file)) return null;
  const schema: unknown = JSON.parse(readFileSync(file, "utf8").replace(/^\uFEFF/, ""));
  if (typeof schema !== "object" || schema === null) throw new DataError(`${name} is no schema`);
  return schema;
}
