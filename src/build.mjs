// Builds what is missing: compiles only when a source is newer than the last build, so that the commands of
// package.json start at once. The tab is bundled on its own, only when something of its own has changed.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const require = createRequire(import.meta.url);
const isOfTab = (file) => /^src[\\/]tab\b/.test(file);
const sources = readdirSync(join(root, "src"), { recursive: true }).map((file) => join("src", file));

refresh(
  { name: ".built", what: "the bot" },
  [...sources.filter((file) => !isOfTab(file)), "tsconfig.json", "package.json"],
  () => {
    const compiler = require.resolve("typescript/bin/tsc");
    for (const project of ["tsconfig.json", "src/local-chat/page/tsconfig.json"])
      run([compiler, "-p", project]);
  },
);

// What the tab takes from elsewhere: its sentences, the products' names, the closed word lists.
const shared = ["src/vocabulary.ts", "src/catalogue/products.json", "package.json"];
const ofTab = sources.filter((file) => isOfTab(file) || /^src[\\/]locales\b/.test(file));
refresh({ name: ".built-tab", what: "the tab" }, [...ofTab, ...shared], () => {
  // The program is no export of the package, but always beside its manifest.
  const bundler = join(dirname(require.resolve("vite/package.json")), "bin/vite.js");
  run([bundler, "build", "--config", "src/tab/vite.config.mjs"]);
});

/** Builds when one of the files is newer than the stamp; asked only to check, ends with 1 then. `what` is told to who waits. */
function refresh({ name, what }, files, build) {
  const stamp = join(root, "dist", name);
  if (isFresh(stamp, files)) return;
  if (process.argv.includes("--check")) process.exit(1);
  // On standard error, because commands print data on the other one.
  process.stderr.write(`Building ${what}…\n`);
  // Taken before building: what is saved meanwhile is newer than the stamp.
  const started = new Date();
  build();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, "");
  utimesSync(stamp, started, started);
}

function isFresh(stamp, files) {
  if (!existsSync(stamp)) return false;
  const built = statSync(stamp).mtimeMs;
  return files.every((file) => statSync(join(root, file)).mtimeMs <= built);
}

function run(command) {
  const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: ["ignore", 2, 2] });
  if (status !== 0) process.exit(status ?? 1);
}
