import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { escalation } from "../support/cases";
import { createChatter } from "../support/chatter";
import { person, startTestApp, type TestApp } from "../support/test-app";
import { walkDialog } from "../support/walk-dialog";

let product: TestApp;

beforeAll(async () => {
  product = await startTestApp();
  const mei = createChatter(product, person(0));
  await mei.open();
  await mei.say("Nobody can send mail");
  await walkDialog(mei, escalation, { newCustomer: "contoso.com" });
});

afterAll(async () => {
  await product.stop();
});

/** The command as built, beside the running bot. */
function handOver(...args: readonly string[]): { status: number | null; out: string; err: string } {
  const command = join(__dirname, "../../dist/cli/hand-over.js");
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], {
    env: { ...process.env, DATA_DIR: product.dataDir },
    encoding: "utf8",
  });
  return { status, out: stdout, err: stderr };
}

test("prints the hand-over of a case while the bot runs", () => {
  const { status, out } = handOver("--record", "ps-1", "--language", "zh-TW");
  expect(status).toBe(0);
  expect(out).toMatch(/^# PS-000001\n/);
  expect(out).toContain("## 表單內容");
  expect(out).toContain("Exchange Online and Outlook: Nobody can send mail (PS-000001)");
});

test.each([
  [["--record", "PS-000099"], 1, /no such record/],
  [["--record", "PS-000001", "--tenant", "another"], 1, /no such record/],
  [["--record", "seven"], 2, /record is "seven"/],
  [["--record", "PS-000001", "--language", "fr"], 2, /allowed are en, zh-TW, zh-CN/],
] as const)("%j ends with %i and says why", (args, code, why) => {
  const { status, err } = handOver(...args);
  expect(status).toBe(code);
  expect(err).toMatch(why);
});
