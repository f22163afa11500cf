import { Writable } from "node:stream";
import { createLog } from "../src/log";
import { closeAll } from "../src/open-parts";

test("what cannot be closed after a start that failed is told, and the rest is closed all the same", async () => {
  const told: string[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      told.push(String(chunk));
      done();
    },
  });
  const closed: string[] = [];
  const close = (name: string) => ({ close: () => void closed.push(name) });
  const broken = { close: () => Promise.reject(new Error("the disk is gone")) };

  await closeAll([close("first"), broken, close("last")], createLog("info", sink));

  expect(closed).toEqual(["first", "last"]);
  expect(told).toEqual([expect.stringContaining("a part could not be closed after a start that failed")]);
});
