import { createChatter, type Chatter } from "../support/chatter";
import { person, startTestApp, type TestApp } from "../support/test-app";

let product: TestApp;
let alex: Chatter;

beforeEach(async () => {
  product = await startTestApp();
});

afterEach(async () => {
  await product.stop();
});

async function sayAll(...lines: readonly string[]): Promise<void> {
  for (const line of lines) await alex.say(line);
}

describe("the dialog in words", () => {
  test("reaches the same verdict in English, by number, by words and by value", async () => {
    alex = createChatter(product, person(1));
    await alex.open();
    await alex.say("Mail is down for everybody");
    await alex.say("what do you want to know?");
    expect(alex.last().text).toMatch(/customer/i);
    await sayAll("Contoso", "Exchange", "1", "customer", "csp", "direct bill");
    expect(alex.last().text).toMatch(/health/i);
    await sayAll("healthy", "exhausted", "1", "critical");
    await sayAll("service_unavailable", "premier", "admin agent", "yes");
    expect(alex.last().words).toContain("PS-000001");
    expect(alex.last().words).toMatch(/Severity A/);
    expect(alex.last().words).toContain("Contoso");
  });

  test("reaches it in words of all three languages in one chat, and takes no denial for its opposite", async () => {
    alex = createChatter(product, person(1));
    await alex.open();
    await sayAll("Mail is down for everybody", "what do you want to know?", "Contoso", "信箱");
    await sayAll(
      "原本正常，现在出现故障",
      "客戶的",
      "ＣＳＰ",
      "直销合作伙伴",
      "healthy。",
      "已完成",
      "生产环境",
    );
    const asked = alex.last().text;
    await sayAll("有人能工作", "not critical", "no");
    expect(alex.last().text).toContain(asked.split("\n")[0] ?? "-");
    await sayAll("没有人", "服务不可用", "１", "系統管理代理人", "是");
    expect(alex.last().words).toMatch(/Severity A/);
    expect(alex.last().words).toContain("P-72");
  });

  test.each([
    ["zh-TW", "所有人都無法收信", "略過", "信箱", "我的案件", "取消", "復原", "上一步", "說明"],
    ["zh-CN", "所有人都无法收信", "跳过", "邮箱", "我的案例", "取消", "撤销", "上一步", "帮助"],
  ])(
    "understands its commands in %s",
    async (locale, problem, skip, productWord, cases, cancel, undo, back, help) => {
      alex = createChatter(product, person(1), { locale });
      await alex.open();
      await sayAll(problem, "嗯嗯嗯", skip);
      const askedProduct = alex.last().text;
      await alex.say(productWord);
      expect(alex.last().text).not.toBe(askedProduct);
      await alex.say(back);
      expect(alex.last().text).toBe(askedProduct);
      await alex.say(cancel);
      expect(alex.last().actions.map(({ verb }) => verb)).toContain("intake/undo");
      await alex.say(undo);
      expect(alex.last().words).toContain(askedProduct.split("\n")[0] ?? "-");
      await alex.say(help);
      expect(alex.last().words).toContain("PS-000001");
      await alex.say(cases);
      expect(alex.last().words).not.toContain("PS-000001");
    },
  );

  test("asks which of several when a word fits more than one product", async () => {
    alex = createChatter(product, person(1));
    await alex.open();
    await sayAll("Something is wrong", "hm hm hm", "skip", "licence");
    expect(alex.last().text).toMatch(/Several fit/);
    await alex.say("Dynamics 365 plan");
    expect(alex.last().text).not.toMatch(/Several fit/);
  });

  test("takes the whole name of a product before a part of another's", async () => {
    alex = createChatter(product, person(1));
    await alex.open();
    await sayAll("Something is odd", "hm hm hm", "skip", "site", "how_to", "customer", "csp", "commercial");
    expect(alex.last().words).toContain("SharePoint Online");
    expect(alex.last().words).not.toContain("Site Recovery");
  });

  test("answers nonsense with the question and its options", async () => {
    alex = createChatter(product, person(1));
    await alex.open();
    await sayAll("Something is wrong", "skip", "Teams", "🦄🦄🦄");
    expect(alex.last().text).toMatch(/1\./);
    expect(alex.last().text).toContain("I did not find that");
  });
});

describe("a word of courtesy, or a bare yes or no", () => {
  const replies = {
    "en-US": ["yes", "No.", "ok", "Thanks!", "ok, thanks", "no thank you", "👍"],
    "zh-TW": ["是", "不用了", "好的，謝謝！", "沒問題", "了解"],
    "zh-CN": ["是的", "没有", "好的 谢谢", "收到。", "对"],
  };

  test.each(Object.entries(replies))("begins no case after a verdict (%s)", async (locale, words) => {
    alex = createChatter(product, person(1), { locale });
    await alex.open();
    await sayAll("Contoso OneNote", "how_to", "skip", "OneNote", "how_to", "customer", "csp", "commercial");
    const { words: verdict } = alex.last();
    expect(verdict).toContain("PS-000001");

    for (const word of words) {
      await alex.say(word);
      expect([word, alex.last().card, alex.last().text]).toEqual([
        word,
        undefined,
        expect.stringContaining("PS-000001"),
      ]);
    }
    const [steps = ""] = { "en-US": ["steps"], "zh-TW": ["步驟"], "zh-CN": ["步骤"] }[locale] ?? [];
    expect(alex.last().text).toContain(steps);
    await alex.say(steps);
    expect(alex.last().words).toContain("PS-000001");
    await alex.say("no mail arrives");
    expect(alex.last().words).toContain("no mail arrives");
  });

  test("says how to go on once the case is settled, and greets where there is none", async () => {
    alex = createChatter(product, person(1));
    await alex.open();
    await alex.say("yes");
    expect(alex.last().actions.map(({ verb }) => verb)).toContain("intake/start");
    await sayAll("Contoso OneNote", "how_to", "skip", "OneNote", "how_to", "customer", "csp", "commercial");
    await alex.click("record/menu");
    await alex.click("record/form", { form: "state" });
    await alex.click("record/state", { newState: "resolved", closingReason: "solved_by_partner" });
    await alex.say("thanks");
    expect(alex.last().text).toMatch(/PS-000001 is settled/);
  });

  test("stays an answer while something is asked", async () => {
    alex = createChatter(product, person(1));
    await alex.open();
    await sayAll("Something is wrong", "hm hm hm", "thanks");
    expect(alex.last().text).toMatch(/customer/i);
  });
});

describe("what a typed command is told", () => {
  test("stays on the card when the client asks for its present state at once", async () => {
    alex = createChatter(product, person(1));
    await alex.open();
    await sayAll("Contoso OneNote", "how_to", "skip", "OneNote", "how_to", "customer", "csp", "commercial");
    await alex.say("undo");
    const { id, words } = alex.last();
    expect(words).toMatch(/nothing to undo/i);
    const { conversationId } = alex;
    const where = { person: person(1), conversationId, locale: "en-US", timezone: "Asia/Taipei" };
    await product.connector.refreshCards({ ...where, messageId: id });
    expect(alex.last()).toMatchObject({ id, words });
  });

  test.each([
    [
      "after a verdict",
      ["Contoso OneNote", "how_to", "skip", "OneNote", "how_to", "customer", "csp", "commercial"],
    ],
    ["while something is asked", ["Something is wrong"]],
  ])("of a number that is none of theirs shows no other case, %s", async (_, lines) => {
    alex = createChatter(product, person(1));
    await alex.open();
    await sayAll(...lines, "PS-000099");
    expect(alex.last().text).toMatch(/no case with this number/);
    expect(alex.last().card).toBeUndefined();
  });
});

describe("the language", () => {
  beforeEach(async () => {
    alex = createChatter(product, person(1), { locale: "en-US" });
    await alex.open();
  });

  test("is the client's until the person chooses another, and then stays", async () => {
    await alex.say("語言 繁體中文");
    expect(alex.last().words).toMatch(/[\u4e00-\u9fff]/);
    await alex.say("hello");
    expect(alex.last().words).toMatch(/[\u4e00-\u9fff]/);
    await alex.say("language english");
    await alex.say("hello");
    expect(alex.last().words).not.toMatch(/[\u4e00-\u9fff]/);
  });

  test("can be chosen on a card", async () => {
    await alex.say("language");
    await alex.click("language/save", { uiLanguage: "zh-CN" });
    expect(alex.last().words).toMatch(/[\u4e00-\u9fff]/);
  });
});

describe("the profile", () => {
  beforeEach(async () => {
    alex = createChatter(product, person(1));
    await alex.open();
  });

  test("is shown, saved and used from then on", async () => {
    await alex.say("profile");
    await alex.click("profile/save", {
      partnerType: "indirect_reseller",
      cloud: "commercial",
      language: "zh-TW",
    });
    await alex.say("profile");
    expect(alex.last().inputs.find(({ id }) => id === "partnerType")?.value).toBe("indirect_reseller");
    await alex.say("A charge is wrong");
    expect(alex.last().inputs.map(({ id }) => id)).not.toContain("partnerType");
    await alex.click("intake/answer", { product: "azure-vm", issueType: "billing_dispute" });
    expect(alex.last().words).toMatch(/indirect provider/);
  });

  test("shows a wrong value at its field and saves nothing", async () => {
    await alex.say("profile");
    await alex.click("profile/save", { partnerType: "king", cloud: "commercial" });
    expect(alex.last().words).toMatch(/choose one of the values/);
    await alex.say("profile");
    expect(alex.last().inputs.find(({ id }) => id === "partnerType")?.value).toBe("");
  });
});

describe("what cannot be done", () => {
  beforeEach(async () => {
    alex = createChatter(product, person(1));
    await alex.open();
  });

  test.each(["back", "cancel", "resume", "undo", "PS-000042", "skip"])(
    "%s has a useful answer",
    async (command) => {
      const before = alex.messages().length;
      await alex.say(command);
      expect(alex.messages()).toHaveLength(before + 1);
      expect(alex.last().words.length).toBeGreaterThan(20);
    },
  );

  test("an unknown verb gets a card that says so", async () => {
    await product.connector.execute({
      person: person(1),
      conversationId: alex.conversationId,
      messageId: alex.last().id,
      action: { verb: "intake/explode", data: {} },
    });
    expect(alex.last().words).toMatch(/do not know|unknown|cannot/i);
  });

  test("user text never becomes markup or a template", async () => {
    await alex.say(
      "${$root.secret} [Microsoft support](https://evil.example) <at>all</at> **bold** \u202Eabc",
    );
    const { card } = alex.last();
    const text = JSON.stringify(card);
    expect(text).toContain("[Microsoft support](https://evil.example)");
    expect(text).not.toContain("\u202E");
    expect(text).toContain('"type":"TextRun"');
    expect(alex.last().actions.filter(({ type }) => type === "Action.OpenUrl")).toEqual([]);
  });
});

test("in a channel the bot points to the personal chat", async () => {
  const channel = product.connector.team.channels[1]?.id ?? "";
  await product.connector.sendText({
    person: person(0),
    conversationId: channel,
    text: "<at>Partner Support</at> mail is down",
  });
  const posts = product.connector.snapshot().state.messages.filter((m) => m.conversationId === channel);
  expect(posts.at(-1)?.text).toMatch(/personal chat|1:1|chat with me/i);
});

describe("another problem while something is asked", () => {
  const second = "Exchange rejects all mail of Fabrikam, 12 users";

  beforeEach(async () => {
    alex = createChatter(product, person(1));
    await alex.open();
    await sayAll("Teams is down for everyone at Contoso", "hm hm hm", "Contoso");
  });

  const choose = (aside: string, id = alex.last().id): Promise<unknown> =>
    alex.click("intake/answer", { aside, asideText: second }, id);

  test("is offered as a case of its own, which it begins once", async () => {
    await alex.say(second);
    const [what, words] = alex.last().inputs;
    expect(what?.choices.map(({ value }) => value)).toEqual(["begin", "add", "answer"]);
    expect(words).toMatchObject({ id: "asideText", value: second });

    await choose("begin");
    const begun = alex.last();
    expect(begun.words).toContain(second);
    expect(begun.inputs.find(({ id }) => id === "product")?.value).toBe("exchange-online");

    await alex.click("intake/cancel");
    expect(alex.last().actions.map(({ verb }) => verb)).toContain("intake/undo");
  });

  test("is added to the description of the open case, or taken as the answer", async () => {
    await alex.say(second);
    await choose("add");
    expect(alex.last().words).toContain("Added to the description");
    expect(alex.last().words).toContain(`Teams is down for everyone at Contoso / ${second}`);
    await alex.say(second);
    await choose("answer");
    expect(alex.last().words).toContain("Exchange Online and Outlook");
    expect(alex.last().inputs.map(({ id }) => id)).not.toContain("product");
  });

  test("is not seen in an answer, in more about the same product, or where a sentence tells what is asked", async () => {
    await sayAll("Teams", "Teams is broken", "customer", "csp", "direct bill", "healthy", "exhausted");
    await sayAll("it is in production", "nobody can join");
    expect(alex.last().card).toBeUndefined();
    await sayAll("service_unavailable", "premier", "admin agent", "yes");
    expect(alex.last().words).toMatch(/Severity A/);
  });
});

describe("a case begun without words", () => {
  test("is described by the first sentence that tells something", async () => {
    alex = createChatter(product, person(1));
    await alex.open();
    await sayAll("new", "Exchange is down for everyone at Contoso");
    expect(alex.last().words).toContain("Exchange is down for everyone at Contoso");
    expect(alex.last().inputs.find((input) => input.id === "product")?.value).toBe("exchange-online");
  });
});
