import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

const source = join(__dirname, "../src");

/** Folders that know no SDK, server, database, clock, environment or file. */
const pure = [
  "intake",
  "recognise",
  "policy",
  "catalogue",
  "links",
  "evidence",
  "first-steps",
  "hand-over",
  "records",
  "clocks",
  "reports",
  "escalation",
  "privacy",
  "cards",
  "locales",
  "search",
];
const pureFiles = [
  "vocabulary.ts",
  "views.ts",
  "notice.ts",
  "question-view.ts",
  "record-number.ts",
  "input.ts",
  "errors.ts",
  "lasting.ts",
  "poll-loop.ts",
  "say-size.ts",
  "quick-schema.ts",
];
const machine =
  /^(node:|better-sqlite3$|kysely|pg$|restify$|botbuilder|botframework|pino$|prom-client$|@opentelemetry)/;

/** Libraries and the one folder that may import each, so that replacing one means changing one folder. */
const owners: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(botbuilder|botframework)/, ["teams"]],
  [/^restify$/, ["http"]],
  [/^(better-sqlite3|kysely|pg)/, ["storage"]],
  [/^(react|@fluentui\/|@microsoft\/teams-js)/, ["tab"]],
  [/^(prom-client$|@opentelemetry\/)/, ["telemetry"]],
  [/^(@microsoft\/app-manifest|ajv|pngjs|yazl)/, ["app-package"]],
];

/** What the core and the use cases must never reach for. */
const edges = [
  "teams",
  "http",
  "storage",
  "files",
  "webhooks",
  "cli",
  "local-chat",
  "connectors",
  "telemetry",
];

interface SourceFile {
  readonly path: string;
  readonly folder: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const files: readonly SourceFile[] = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((path) => /\.tsx?$/.test(path) && !path.includes(`local-chat${sep}page`))
  .map((path) => {
    const text = readFileSync(join(source, path), "utf8");
    const imports = [...text.matchAll(/^(?:import|export)\s[^;]*?from\s+"([^"]+)"/gms)].map(
      (match) => match[1] ?? "",
    );
    return { path, folder: path.split(sep)[0] ?? "", text, imports };
  });

const paths = new Set(files.map(({ path }) => path));

/** The files each file imports. */
const neighbours = new Map(
  files.map(({ path, imports }) => {
    const targets = imports
      .filter((name) => name.startsWith("."))
      .map((name) => relative(source, join(source, path, "..", name)));
    const known = targets.flatMap((name) => [`${name}.ts`, `${name}.tsx`].filter((one) => paths.has(one)));
    return [path, known] as const;
  }),
);

const isPure = ({ folder, path }: SourceFile): boolean => pure.includes(folder) || pureFiles.includes(path);

/** The folder under src an import leads to; the file's own name for files at the top. */
function targetOf(file: Pick<SourceFile, "path">, specifier: string): string {
  return relative(source, join(source, file.path, "..", specifier)).split(sep)[0] ?? "";
}

test("the source was found", () => {
  expect(files.length).toBeGreaterThan(60);
});

test("the core imports no SDK, server, database or file system", () => {
  const guilty = files
    .filter(isPure)
    .flatMap((file) =>
      file.imports.filter((name) => machine.test(name)).map((name) => `${file.path} imports ${name}`),
    );
  expect(guilty).toEqual([]);
});

test("the core reads no clock, chance or environment", () => {
  const reads =
    /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bprocess\.|\brandomUUID\b|DateTime\.(now|utc|local)\(\)/;
  const guilty = files.filter((file) => isPure(file) && reads.test(file.text)).map(({ path }) => path);
  expect(guilty).toEqual([]);
});

test("the core and the use cases know no edge but the port of the store", () => {
  const inner = files.filter(
    (file) => isPure(file) || file.folder === "turns" || file.path === "handle-turn.ts",
  );
  const guilty = inner.flatMap((file) =>
    file.imports
      .filter(
        (name) =>
          name.startsWith(".") && edges.includes(targetOf(file, name)) && !name.endsWith("storage/store"),
      )
      .map((name) => `${file.path} imports ${name}`),
  );
  expect(guilty).toEqual([]);
});

/** Cards show a hand-over, which says things in the words of the cards. */
const mutual = ["cards and hand-over"];

test("no two folders of the core need each other", () => {
  const needs = new Set(
    files
      .filter(({ folder }) => pure.includes(folder))
      .flatMap((file) => file.imports.map((name) => `${file.folder} ${targetOf(file, name)}`)),
  );
  const found = pure.flatMap((one) =>
    pure
      .filter((other) => one < other && needs.has(`${one} ${other}`) && needs.has(`${other} ${one}`))
      .map((other) => `${one} and ${other}`),
  );
  expect(needs).toContain("intake policy");
  expect(found).toEqual(mutual);
});

test("no file needs itself by way of others, not even for a type", () => {
  const found: string[] = [];
  const done = new Set<string>();
  const follow = (path: string, way: readonly string[]): void => {
    const place = way.indexOf(path);
    if (place >= 0) found.push([...way.slice(place), path].join(" > "));
    if (place >= 0 || done.has(path)) return;
    for (const next of neighbours.get(path) ?? []) follow(next, [...way, path]);
    done.add(path);
  };
  for (const { path } of files) follow(path, []);
  expect(neighbours.get("index.ts")).toContain("app.ts");
  expect(found).toEqual([]);
});

test("the tab takes from the server's source only words and plain functions, else types alone", () => {
  const taken = [
    "vocabulary",
    "plain-text",
    "say-size",
    "links/tab-link",
    "locales/language-of-locale",
    "locales/moment-shapes",
    "locales/space-numbers",
  ];
  const guilty = files
    .filter(({ folder }) => folder === "tab")
    .flatMap(({ path, text }) =>
      [...text.matchAll(/^(import|export)\s+(type\s)?[^;]*?from\s+"(\.[^"]+)"/gms)]
        .filter(([, , type, name = ""]) => type === undefined && targetOf({ path }, name) !== "tab")
        .map(([, , , name = ""]) => name.replace(/^[./]*/, ""))
        .filter((name) => !taken.includes(name))
        .map((name) => `${path} imports ${name}`),
    );
  expect(guilty).toEqual([]);
});

test.each(owners)("only its own folder imports %s", (library, folders) => {
  const guilty = files
    .filter((file) => !folders.includes(file.folder) && file.imports.some((name) => library.test(name)))
    .map(({ path }) => path);
  expect(guilty).toEqual([]);
});

test("the environment is read in the settings' own places only", () => {
  const commands = ["export", "hand-over", "deliveries", "package", "validate", "erase"].map(
    (name) => `cli${sep}${name}.ts`,
  );
  const allowed = ["index.ts", "worker.ts", "load-environment.ts", ...commands];
  const guilty = files.filter(({ path, text }) => text.includes("process.env") && !allowed.includes(path));
  expect(guilty.map(({ path }) => path)).toEqual([]);
});
