import { sayDayAndTime, sayTimeOfDay } from "../../src/local-chat/page/clock";

const locales = ["en-US", "zh-TW", "zh-CN"] as const;
const afternoon = new Date(2026, 10, 20, 14, 5).toISOString();
const midnight = new Date(2026, 10, 20, 0, 5).toISOString();

test.each(locales)("in %s the page tells the time in 24 hours, as cards and the tab do", (locale) => {
  expect(sayTimeOfDay(afternoon, locale)).toBe("14:05");
  expect(sayTimeOfDay(midnight, locale)).toBe("00:05");
  expect(sayDayAndTime(afternoon, locale)).toMatch(/2026.*\b14:05$/);
  expect(sayDayAndTime(midnight, locale)).toMatch(/2026.*\b00:05$/);
});
