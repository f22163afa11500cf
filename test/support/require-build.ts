/** For tests that run what was built: an old build would be tested in place of the source. Reads what the run found at its start. */
export function requireBuild(): void {
  if (process.env["STALE_BUILD"] !== undefined)
    throw new Error("dist is older than src, and these tests run what is in dist: run `npm run build` first");
}
