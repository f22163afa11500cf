import { createTextRenderer } from "../../src/cards/render-text";
import type { CaseRecord } from "../../src/records/record";
import type { Audience } from "../../src/views";
import { languages } from "../../src/vocabulary";
import { audienceIn, kit, recordOf, verdictOf } from "./sample-views";

const { renderText } = createTextRenderer(kit);

function clockOf(record: CaseRecord, audience: Audience): readonly string[] {
  const lines = renderText(verdictOf(record), audience).split("\n");
  return lines.filter((line) =>
    /first response \(not|filed now|Due by|Overdue|初始回應時間：|若現在|初始响应时间：|现在提交/.test(line),
  );
}

function at(now: string, timeZone = "Asia/Taipei"): Audience {
  return audienceIn("en", now, timeZone);
}

const filed = (filedAt: string): Partial<CaseRecord> => ({
  state: "waiting_microsoft",
  microsoftCase: { number: "2611210030001234", filedAt },
});
const dispute = { issueType: "billing_dispute" } as const;

describe("with Microsoft, but without a number", () => {
  test.each([
    ["English", {}],
    ["another language", { language: "other" }],
  ] as const)("nothing is said of filing it now, in %s", (_, answers) => {
    const record = recordOf(answers, { state: "waiting_microsoft" });
    for (const language of languages) {
      const text = renderText(verdictOf(record), audienceIn(language, "2026-11-21T04:32:00.000Z"));
      expect(text).toContain(kit.textsOf(language)("clock.filing_unknown"));
      expect(text).not.toMatch(/filed now|若現在|现在提交/);
    }
  });
});

describe("before it is filed", () => {
  test.each([
    ["critical", "2", "14:32"],
    ["moderate", "4", "16:32"],
    ["minimal", "8", "20:32"],
  ] as const)("%s impact promises %s hours from now", (impact, hours, due) => {
    expect(clockOf(recordOf({ impact }), at("2026-11-21T04:32:00.000Z"))).toEqual([
      `${hours} hours to Microsoft's first response (not a fix)`,
      `If filed now: by ${due} (Asia/Taipei)`,
    ]);
  });

  test("a time on another day names the day, in another year the year", () => {
    expect(clockOf(recordOf(), at("2026-11-21T15:10:00.000Z"))[1]).toBe(
      "If filed now: by Sun 22 Nov, 01:10 (Asia/Taipei)",
    );
    expect(clockOf(recordOf(), at("2026-12-31T15:10:00.000Z"))[1]).toBe(
      "If filed now: by 1 Jan 2027, 01:10 (Asia/Taipei)",
    );
  });

  test("one business day skips the weekend", () => {
    // Friday 15:00 in Taipei, then Saturday noon.
    expect(clockOf(recordOf(dispute), at("2026-11-20T07:00:00.000Z"))).toEqual([
      "Up to 1 business day to Microsoft's first response (not a fix)",
      "If filed now: by Mon 23 Nov, 15:00 (Asia/Taipei)",
    ]);
    expect(clockOf(recordOf(dispute), at("2026-11-21T04:00:00.000Z"))[1]).toContain("Mon 23 Nov, 12:00");
    expect(clockOf(recordOf(dispute), at("2026-11-23T04:00:00.000Z"))[1]).toContain("Tue 24 Nov, 12:00");
  });

  test("hours run through a clock change, a business day keeps the time of day", () => {
    // New York leaves summer time on Sunday, 1 November 2026 at 02:00.
    const newYork = "America/New_York";

    expect(clockOf(recordOf(), at("2026-11-01T05:30:00.000Z", newYork))[1]).toContain(
      "by 02:30 (America/New_York)",
    );
    expect(clockOf(recordOf(dispute), at("2026-10-30T19:00:00.000Z", newYork))[1]).toContain(
      "Mon 2 Nov, 15:00",
    );
  });

  test("a zone that does not exist is read as UTC and said so", () => {
    expect(clockOf(recordOf(), at("2026-11-21T04:32:00.000Z", "Mars/Olympus"))[1]).toContain("06:32 (UTC)");
  });

  test("each language has its own words and dates", () => {
    const now = "2026-11-21T15:10:00.000Z";

    expect(clockOf(recordOf(), audienceIn("zh-TW", now))).toEqual([
      "Microsoft 初始回應時間：2 小時（不是修復時間）",
      "若現在提出，回應期限：11月22日週日 01:10 (Asia/Taipei)",
    ]);
    expect(clockOf(recordOf(), audienceIn("zh-CN", now))[1]).toBe(
      "如果现在提交，响应期限：11月22日周日 01:10 (Asia/Taipei)",
    );
  });
});

describe("after it is filed", () => {
  test("the clock runs from the filing", () => {
    const record = recordOf({}, filed("2026-11-21T04:05:00.000Z"));

    expect(clockOf(record, at("2026-11-21T04:32:00.000Z"))[1]).toBe(
      "Due by 14:05 (Asia/Taipei), filed 12:05",
    );
  });

  test("a time that has passed is called overdue, with what to do", () => {
    const record = recordOf({}, filed("2026-11-21T01:05:00.000Z"));

    expect(clockOf(record, at("2026-11-21T03:05:00.000Z"))[1]).toMatch(/^Due by 11:05/);
    expect(clockOf(record, at("2026-11-21T03:05:01.000Z"))[1]).toBe(
      "Overdue: was due by 11:05 (Asia/Taipei), filed 09:05. No answer yet? Ask where you filed it.",
    );
  });

  test.each(["waiting_customer", "resolved", "closed"] as const)("nothing is due while it is %s", (state) => {
    const record = recordOf({}, { ...filed("2026-11-20T01:05:00.000Z"), state });

    expect(clockOf(record, at("2026-11-21T03:05:00.000Z"))).toEqual([]);
  });
});

test("whom Microsoft owes nothing sees no time of Microsoft", () => {
  const record = recordOf({ partnerType: "indirect_reseller", supportContact: "provider" });

  expect(renderText(verdictOf(record), at("2026-11-21T04:32:00.000Z"))).not.toMatch(
    /within \d hours|by \d\d:\d\d/,
  );
});

describe("where the replies are not in English", () => {
  const answers = { language: "zh-TW" } as const;
  const wordsOf = (record: CaseRecord): string =>
    renderText(verdictOf(record), at("2026-11-21T04:32:00.000Z"));

  test("the hours are said to hold for English only, and nothing is due", () => {
    const said = wordsOf(recordOf(answers));

    expect(said).toContain("2 hours for English support only");
    expect(said).not.toMatch(/If filed now|Due by|\(not a fix\)/);
  });

  test("once filed the time of filing is kept, and nothing is overdue", () => {
    const said = wordsOf(recordOf(answers, filed("2026-11-20T01:05:00.000Z")));

    expect(said).toContain(
      "Filed Fri 20 Nov, 09:05 (Asia/Taipei). The time above holds for English support.",
    );
    expect(said).not.toMatch(/Due by|Overdue/);
  });

  test("a business day is promised in every language", () => {
    expect(wordsOf(recordOf({ ...dispute, ...answers }))).toContain("If filed now: by Mon 23 Nov");
  });
});

test("where nothing can be filed yet nothing is said of filing now", () => {
  expect(clockOf(recordOf({ delegatedAdmin: "no" }), at("2026-11-21T04:32:00.000Z"))).toEqual([
    "2 hours to Microsoft's first response (not a fix)",
  ]);
});
