/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.test.ts"],
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      { jsc: { target: "es2023", parser: { syntax: "typescript" } }, module: { type: "commonjs" } },
    ],
    // Ships as ES modules only, which Jest does not load from CommonJS by itself.
    "/node_modules/jose/.+\\.js$": ["@swc/jest", { jsc: { target: "es2023" }, module: { type: "commonjs" } }],
  },
  transformIgnorePatterns: ["/node_modules/(?!jose/)"],
  reporters: ["default", "<rootDir>/test/support/plain-summary.js"],
  globalSetup: "<rootDir>/test/support/start-run.ts",
  globalTeardown: "<rootDir>/test/support/end-run.ts",
  // Slow files first, so that no core waits at the end for one that was begun last.
  testSequencer: "<rootDir>/test/support/slow-first.mjs",
  // Jest leaves one core idle by itself; browser tests wait more than they reckon.
  maxWorkers: "100%",
  testTimeout: 30_000,
  // At the end a worker holds a gigabyte, which a busy machine takes more than Jest's half second to give back: what nothing
  // holds open any more is not to be taken for a leak. One that does hold something is still ended, and told of.
  workerGracefulExitTimeout: 10_000,
  // Of tests that are written to run beside each other, within one file.
  maxConcurrency: 2,
};
