import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { readPackage } from "../app-package/read-package";
import { readPackageValues } from "../app-package/read-package-values";
import { zipFiles } from "../app-package/zip-files";
import { loadEnvironment } from "../load-environment";
import { runCommand } from "./run-command";

const usage = "package [--out <file>]   writes the Teams app package";

const root = join(__dirname, "../..");

async function main(args: readonly string[]): Promise<void> {
  const standard = join(root, "appPackage/build/partner-support.zip");
  const { values } = parseArgs({ args: [...args], options: { out: { type: "string", default: standard } } });
  loadEnvironment(root);
  const files = readPackage(join(root, "appPackage"), readPackageValues(process.env));
  const zip = await zipFiles(files);
  mkdirSync(dirname(values.out), { recursive: true });
  writeFileSync(values.out, zip);
  process.stdout.write(`${values.out}: ${files.map(({ name }) => name).join(", ")}\n`);
}

runCommand(usage, main);
