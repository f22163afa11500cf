// Runs a TypeScript program of this repository as a process of its own: node run-typescript.mjs <file> [arguments]
import { createRequire } from "node:module";
import { resolve } from "node:path";
import process from "node:process";
import { transformFileSync } from "@swc/core";

const require = createRequire(import.meta.url);
const options = {
  jsc: { target: "es2023", parser: { syntax: "typescript" } },
  module: { type: "commonjs" },
};

// Node itself strips types, but finds no import that is written without its extension.
require.extensions[".ts"] = (module, file) => module._compile(transformFileSync(file, options).code, file);
// They are tried in the order in which they were set: a program comes before the data of the same name.
const readJson = require.extensions[".json"];
delete require.extensions[".json"];
require.extensions[".json"] = readJson;
require(resolve(process.argv[2]));
