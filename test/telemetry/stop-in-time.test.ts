import { createLog } from "../../src/log";
import { stopInTime } from "../../src/stop-in-time";

const log = createLog("silent");

test.each([
  ["ends by itself", () => Promise.resolve(), 0],
  ["fails", () => Promise.reject(new Error("no")), 1],
  ["hangs", () => new Promise<void>(() => undefined), 1],
])("the exit code of a stop that %s", async (_case, stop, code) => {
  // The limit's timer does not keep a program alive; here something has to.
  const alive = setInterval(() => undefined, 5);
  expect(await stopInTime(stop, log, 50)).toBe(code);
  clearInterval(alive);
});
