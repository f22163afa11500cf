import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { checkPackage } from "../app-package/check-package";
import { describeFault } from "../app-package/fault";
import { readPackage } from "../app-package/read-package";
import { readPackageValues } from "../app-package/read-package-values";
import { loadEnvironment } from "../load-environment";
import { runCommand } from "./run-command";

const root = join(__dirname, "../..");

/** Prints each fault of the Teams package in one line; exit code 1 on faults, 2 on wrong settings. */
function main(args: readonly string[]): void {
  parseArgs({ args: [...args], options: {} });
  loadEnvironment(root);
  const files = readPackage(join(root, "appPackage"), readPackageValues(process.env));
  const product: unknown = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const { version } = z.object({ version: z.string() }).parse(product);
  const faults = checkPackage(files, version);
  for (const fault of faults) process.stdout.write(`${describeFault(fault)}\n`);
  if (faults.length === 0) process.stdout.write(`no fault in ${files.map(({ name }) => name).join(", ")}\n`);
  else process.exitCode = 1;
}

runCommand("validate   prints each fault of the Teams app package", main);
