import { createScene } from "../../src/cards/card-kit";
import { createClockWords, formatSpan } from "../../src/cards/clock-words";
import { sayClock, sayReminder } from "../../src/clocks/clock-sentences";
import { dueReminders } from "../../src/clocks/due-reminders";
import { readClocks } from "../../src/clocks/read-clocks";
import { languages, type Language } from "../../src/vocabulary";
import { audienceIn, kit } from "../cards/sample-views";
import { caseOf, filing, line, move, rules, tuesday } from "./case-stories";

const filed = filing(tuesday("12:00"), tuesday("12:00"));
const waiting = move(tuesday("12:00"), "open", "waiting_microsoft");
const sent = line(tuesday("13:40"), "sentToTeam", null, "Azure team");

function clocksOf(language: Language, now: string, time = caseOf([filed, sent])): readonly string[] {
  const scene = createScene(kit, audienceIn(language, now, "Europe/Berlin"));
  const targets = { A: { update: 1, resolve: 8 }, B: { update: 1, resolve: 8 } };
  return readClocks(time, { ...rules, targets }).flatMap((reading) => {
    const sentence = sayClock(reading, now, createClockWords(scene));
    return sentence === null ? [] : [scene.say(sentence.key, sentence.values)];
  });
}

test("clocks are said in the reader's language", () => {
  const now = tuesday("13:35");

  expect(clocksOf("en", tuesday("14:00"))).toEqual([
    "Microsoft's first response is due now: 14:00 (Europe/Berlin)",
    "Nobody has taken this for 20 minutes",
    "Nobody has written here for 20 minutes",
    "Your own target: to be solved in 4 hours: 18:00 (Europe/Berlin)",
  ]);
  expect(clocksOf("en", now)[0]).toBe(
    "Microsoft's first response is due in 25 minutes: 14:00 (Europe/Berlin)",
  );
  expect(clocksOf("zh-TW", now)[0]).toBe("距離 Microsoft 初始回應期限還有 25 分鐘：14:00 (Europe/Berlin)");
  expect(clocksOf("zh-CN", now)[0]).toBe("距离 Microsoft 初始响应期限还有 25 分钟：14:00 (Europe/Berlin)");
});

test("a clock that counts says nothing before there is a minute to say", () => {
  expect(clocksOf("en", tuesday("13:40")).filter((text) => text.startsWith("Nobody"))).toEqual([]);
});

test("business hours outside English are not called Microsoft's promise", () => {
  const time = caseOf([filed, waiting], { impact: "moderate", language: "zh-TW" });

  expect(clocksOf("en", tuesday("15:30"), time)[0]).toBe(
    "In 30 minutes Microsoft will have had this for 4 business hours: 16:00 (Europe/Berlin)",
  );
  expect(clocksOf("en", tuesday("16:30"), time)[0]).toBe(
    "30 minutes more than 4 business hours with Microsoft: 16:00 (Europe/Berlin)",
  );
});

test("what stands still is said to stand still, what has ended is not said", () => {
  const asked = caseOf([move(tuesday("12:00"), "open", "waiting_customer")]);
  const resolved = caseOf([filed, move(tuesday("12:00"), "open", "resolved")]);

  expect(clocksOf("en", tuesday("13:00"), asked)).toContain(
    "Your own targets stand still while you wait for the customer",
  );
  expect(clocksOf("en", tuesday("13:00"), resolved)).toEqual([]);
});

test.each(languages)("every reminder of %s has its two sentences", (language) => {
  const targets = { A: { update: 5, resolve: 6 } };
  const question = { sentKeys: new Set<string>(), quietHours: null, rules: { ...rules, targets } };
  const clocks = new Set<string>();
  for (let now = Date.parse(tuesday("12:00")); now < Date.parse(tuesday("18:00")); now += 300_000) {
    const at = new Date(now).toISOString();
    const scene = createScene(kit, audienceIn(language, at, "Europe/Berlin"));
    for (const reminder of dueReminders({
      ...question,
      ...caseOf([sent, line(tuesday("13:41"), "microsoftCase", null, filed.new)]),
      now: at,
    })) {
      clocks.add(reminder.clock);
      const said = sayReminder(reminder, at, createClockWords(scene)).map(({ key, values }) =>
        scene.say(key, values),
      );
      expect(said).toHaveLength(2);
      expect(said.join(" ")).not.toMatch(/[{}]|undefined|NaN/);
    }
  }

  expect([...clocks].sort()).toEqual(["own_target_resolve", "response_due", "silence", "untaken"]);
});

test.each([
  [0, "0 minutes", "0 分鐘"],
  [1, "1 minute", "1 分鐘"],
  [60, "1 hour", "1 小時"],
  [125, "2 hours 5 minutes", "2 小時 5 分鐘"],
  [1440, "1 day", "1 天"],
  [3 * 1440 + 65, "3 days 1 hour", "3 天 1 小時"],
])("%s minutes", (minutes, english, chinese) => {
  expect([formatSpan(minutes, "en"), formatSpan(minutes, "zh-TW")]).toEqual([english, chinese]);
});
