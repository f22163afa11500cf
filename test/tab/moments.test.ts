import { sayDistance } from "../../src/tab/shared/moments";
import { formatSpan } from "../../src/cards/clock-words";

test.each([
  ["en", "5 minutes ago", "1 hour 5 minutes"],
  ["zh-TW", "5 分鐘前", "1 小時 5 分鐘"],
  ["zh-CN", "5 分钟前", "1 小时 5 分钟"],
] as const)("lengths of time in %s keep number and word apart as all sentences do", (language, ago, span) => {
  const now = new Date("2026-11-27T09:05:00Z");

  expect(sayDistance("2026-11-27T09:00:00Z", now, language)).toBe(ago);
  expect(formatSpan(65, language)).toBe(span);
});

test("what happened less than a minute ago is left to the reader's own words", () => {
  const now = new Date("2026-11-27T09:00:20Z");

  expect(sayDistance("2026-11-27T09:00:00Z", now, "en")).toBeNull();
});
