import { runProgram } from "./program";
import { programs } from "./programs";

/** Without what a program needs, it is shown as skipped; on a build machine it fails, because there nobody would notice. */
const canRun = programs.filter(
  ({ missing }) => process.env["CI"] === "true" || (missing?.() ?? null) === null,
);
const cannotRun = programs.filter((program) => !canRun.includes(program));

// Most of a program is waiting: two at a time (`maxConcurrency`) take little longer than one.
test.concurrent.each(canRun.map((program) => [program.title, program] as const))(
  "%s: nothing is lost, doubled or wrong",
  async (_title, program) => {
    const { failures } = await runProgram(program, { isShort: true, seed: 1 });
    expect(failures).toEqual([]);
  },
  200_000,
);

if (cannotRun.length > 0) test.skip.each(cannotRun.map(({ title }) => title))("%s", () => undefined);
