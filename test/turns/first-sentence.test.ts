import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { escalation } from "../support/cases";
import { createChatter, type Chatter } from "../support/chatter";
import { person, startTestApp, type TestApp } from "../support/test-app";
import { inputsFor, walkDialog } from "../support/walk-dialog";

let product: TestApp;
let mei: Chatter;

async function start(settings: Readonly<Record<string, string>> = {}): Promise<void> {
  product = await startTestApp(settings);
  mei = createChatter(product, person(0));
  await mei.open();
}

afterEach(async () => {
  await product.stop();
});

const valueOf = (id: string): string | undefined => mei.last().inputs.find((input) => input.id === id)?.value;

describe("the first sentence", () => {
  beforeEach(() => start());

  test("presets the first card and shows the words it was read from", async () => {
    await mei.say("Exchange is down for everyone at Contoso since 9, tried a new connector");

    expect(valueOf("product")).toBe("exchange-online");
    expect(valueOf("issueType")).toBe("technical_break_fix");
    expect(valueOf("customer")).toBe("a2da4815-cd84-42f5-8bc1-bca5914f0d0c");
    expect(mei.last().words).toContain("From your message");
    expect(mei.last().words).toContain("down for everyone");
    expect(mei.last().words).toContain("since 9");
    expect(mei.last().words).toContain("tried a new connector");
  });

  test("presets the impact on the card that asks for it, and what a person chooses there counts", async () => {
    await mei.say("Exchange is down for everyone at Contoso since 9");
    await mei.click("intake/answer", inputsFor(mei.last(), { partnerType: "direct_bill" }));
    expect(valueOf("impact")).toBe("critical");
    expect(mei.last().words).toContain("down for everyone");
    await walkDialog(mei, { ...escalation, impact: "moderate" });
    expect(mei.last().words).toMatch(/Severity B/);
  });

  test("presets what is unusual about the case, and asks again for what the profile says otherwise", async () => {
    const first = "We are an indirect reseller, our own tenant at 21Vianet, Teams is down";
    await mei.say(first);
    expect([valueOf("partnerType"), valueOf("tenantScope"), valueOf("cloud")]).toEqual([
      "indirect_reseller",
      "own",
      "china_21v",
    ]);
    await mei.click("intake/answer", inputsFor(mei.last(), { cloud: "china_21v" }));
    expect(mei.last().words).toContain("PS-000001");

    await mei.say("We are an indirect reseller, Teams is down");
    expect(valueOf("partnerType")).toBeUndefined();
    await mei.say("cancel");
    await mei.say("Direct bill partner here, Teams is down");
    expect(valueOf("partnerType")).toBe("direct_bill");
  });

  test("presets role and plan where they are asked, and asks again for what the profile says otherwise", async () => {
    await mei.say("I'm a helpdesk agent, we have Premier Support. Teams is down at Contoso");
    expect(mei.last().words).toContain("helpdesk agent");
    await mei.click("intake/answer", inputsFor(mei.last(), escalation));
    await mei.click("intake/answer", inputsFor(mei.last(), escalation));
    expect([valueOf("agentRole"), valueOf("techPlan")]).toEqual(["helpdesk_agent", "premier"]);
    await walkDialog(mei, { ...escalation, agentRole: "helpdesk_agent", techPlan: "premier" });
    expect(mei.last().words).toContain("PS-000001");

    await mei.say("Helpdesk agent here, we have Premier Support. Teams is down at Contoso");
    await mei.click("intake/answer", inputsFor(mei.last(), escalation));
    await mei.click("intake/answer", inputsFor(mei.last(), escalation));
    expect([valueOf("agentRole"), valueOf("techPlan")]).toEqual([undefined, undefined]);
    await mei.say("cancel");
    await mei.say("I'm an admin agent, we have Unified Support. Teams is down at Contoso");
    await mei.click("intake/answer", inputsFor(mei.last(), escalation));
    await mei.click("intake/answer", inputsFor(mei.last(), escalation));
    expect([valueOf("agentRole"), valueOf("techPlan")]).toEqual(["admin_agent", undefined]);
  });

  test("goes into the evidence of the record", async () => {
    await mei.say("Exchange is down for 12 of 50 users at Contoso since 9, tried a new connector");
    await walkDialog(mei, escalation);
    await mei.openForm("evidence");
    expect(valueOf("usersAffected")).toBe("12");
    expect(valueOf("usersTotal")).toBe("50");
    expect(valueOf("startedTime")).toBe("09:00");
    expect(valueOf("stepsTried")).toContain("tried a new connector");
  });

  test("decides nothing before the card is sent", async () => {
    await mei.say("How do I share a OneNote with external users?");
    expect(mei.last().words).not.toContain("PS-000001");
    await mei.click("intake/answer", inputsFor(mei.last(), { issueType: "billing_question" }));
    expect(mei.last().words).not.toContain("PS-000001");
  });

  test("is accepted with one word in the typed dialog", async () => {
    await mei.say("Exchange is down for everyone at Contoso");
    await mei.say("contoso.com");
    expect(mei.last().text).toMatch(/From “Exchange” I read: Exchange Online/);
    await mei.say("ok");
    expect(mei.last().text).toMatch(/I read: It worked and now it fails/);
  });

  test("asks for the language of the replies only when it is another than expected", async () => {
    await mei.say("客戶 contoso.com.tw 的 Teams 會議全部無法加入");
    expect(valueOf("language")).toBe("zh-TW");
    expect(valueOf("newCustomer")).toBe("contoso.com.tw");
    await mei.click("intake/answer", inputsFor(mei.last(), { ...escalation, product: "teams" }));
    expect(mei.last().inputs.map(({ id }) => id)).not.toContain("language");
  });
});

test("a customer far down a long directory is offered where it was named", async () => {
  const folder = mkdtempSync(join(tmpdir(), "partner-support-customers-"));
  const file = join(folder, "customers.csv");
  const rows = Array.from(
    { length: 2000 },
    (_, index) => `Company ${index} Holdings,company${index}.example,,,`,
  );
  writeFileSync(file, ["name,domain,tenantId,cloud,relation", ...rows].join("\n"));
  await start({ CUSTOMERS_FILE: file });
  await mei.say("Mail is down at company1777.example");
  expect(valueOf("customer")).toBe("company1777.example");
  rmSync(folder, { recursive: true });
});
