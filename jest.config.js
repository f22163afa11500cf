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
  testTimeout: 20000,
};
