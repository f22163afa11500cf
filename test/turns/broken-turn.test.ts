import Database from "better-sqlite3";
import { join } from "node:path";
import { textsOf } from "../../src/locales/texts";
import { createChatter } from "../support/chatter";
import { person, startTestApp } from "../support/test-app";

test("a database that cannot be written is told honestly, and nothing is half saved", async () => {
  const product = await startTestApp();
  const mei = createChatter(product, person(0));
  await mei.open();
  await mei.say("Nobody can send mail");
  const other = new Database(join(product.dataDir, "partner-support.sqlite"));
  other.exec("BEGIN IMMEDIATE");

  const begun = Date.now();
  await mei.click("intake/answer", { product: "teams", issueType: "how_to", partnerType: "direct_bill" });
  const notice = product.connector.snapshot();
  other.exec("ROLLBACK");
  other.close();

  expect(Date.now() - begun).toBeLessThan(10_000);
  expect(JSON.stringify(notice)).not.toContain("PS-000001");
  await mei.click("intake/answer", { product: "teams", issueType: "how_to", partnerType: "direct_bill" });
  expect(mei.last().words).toContain("PS-000001");
  await product.stop();
}, 30_000);

test("in a dialog, too", async () => {
  const product = await startTestApp();
  const mei = createChatter(product, person(0));
  await mei.open();
  await mei.say("Nobody can send mail");
  const other = new Database(join(product.dataDir, "partner-support.sqlite"));
  other.exec("BEGIN IMMEDIATE");

  const outcome = await product.connector.startCommand({
    person: person(0),
    conversationId: mei.conversationId,
    messageId: mei.last().id,
    commandId: "checkSupportRules",
  });
  other.exec("ROLLBACK");
  other.close();

  expect(outcome).toEqual({ kind: "notice", text: textsOf("en")("notice.try_again") });
  await product.stop();
}, 30_000);
