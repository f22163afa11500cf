import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "..");

/** Every file of TypeScript by its path without ending, as imports name it. */
const files = new Map(
  ["src", "test"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((path) => /\.tsx?$/.test(path))
      .map((path) => [
        join(root, folder, path.replace(/\.tsx?$/, "")),
        readFileSync(join(root, folder, path), "utf8"),
      ]),
  ),
);

/** What the imports of all files name, as `file#name`. */
const imported = new Set(
  [...files].flatMap(([path, text]) =>
    [...text.matchAll(/^(?:import|export)\s+(?:type\s+)?\{([^}]*)\}\s*from\s*"(\.[^"]+)"/gms)].flatMap(
      ([, names = "", from = ""]) =>
        names
          .split(",")
          .map(
            (name) =>
              `${join(path, "..", from.replace(/\.js$/, ""))}#${/^\s*(?:type\s+)?(\w+)/.exec(name)?.[1] ?? ""}`,
          ),
    ),
  ),
);

/** Files that are imported whole, for the sake of every name in them. */
const wholly = new Set(
  [...files].flatMap(([path, text]) =>
    [...text.matchAll(/^import \* as \w+ from "(\.[^"]+)"/gm)].map(([, from = ""]) => join(path, "..", from)),
  ),
);

test("every function and value that is exported is imported somewhere", () => {
  const sources = [...files].filter(([path]) => path.startsWith(join(root, "src")) && !wholly.has(path));
  const exported = sources.flatMap(([path, text]) =>
    [...text.matchAll(/^export (?:async function|function|const) (\w+)/gm)].map(
      ([, name = ""]) => `${path}#${name}`,
    ),
  );
  expect(exported.length).toBeGreaterThan(1000);
  const unused = exported.filter((one) => !imported.has(one));
  expect(unused.map((one) => one.slice(root.length + 1))).toEqual([]);
});
