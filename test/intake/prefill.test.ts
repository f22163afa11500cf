import { startIntake } from "../../src/intake/advance";
import type { Recognised } from "../../src/intake/intake";
import { nextQuestions } from "../../src/intake/next-questions";
import { prefill } from "../../src/intake/prefill";
import { kit, policy } from "../cards/sample-views";

const ground = {
  edition: policy.editions["2020"],
  switches: { strictTechnicalVehicle: true },
  catalogue: kit.catalogue,
};
const read: readonly Recognised[] = [
  { field: "product", value: "exchange-online", words: "Exchange" },
  { field: "issueType", value: "technical_break_fix", words: "is down" },
  { field: "impact", value: "critical", words: "down for everyone" },
  { field: "startedAt", value: "2026-11-21T01:00:00.000Z", words: "since 9" },
  { field: "stepsTried", value: "tried a new connector", words: "tried a new connector" },
];
const begin = (recognised: readonly Recognised[]) =>
  prefill(
    startIntake("in-1", "Exchange is down for everyone since 9", "2026-11-21T04:00:00.000Z"),
    recognised,
    "Asia/Taipei",
  );

test("what was read presets the questions and decides none of them", () => {
  const intake = begin(read);

  expect(intake.draft).toEqual({
    product: "exchange-online",
    issueType: "technical_break_fix",
    impact: "critical",
  });
  expect(intake.product).toBeUndefined();
  expect(intake.answers).toEqual({ language: "en" });
  const standing = nextQuestions(intake, null, ground);
  expect(standing.kind === "ask" && standing.questions.map(({ id }) => id)).toEqual(
    expect.arrayContaining(["product", "issueType"]),
  );
});

test("start, users and steps tried become evidence, the start with its zone", () => {
  expect(begin(read).details).toEqual({
    startedAt: "2026-11-21T01:00:00.000Z",
    startedZone: "Asia/Taipei",
    stepsTried: "tried a new connector",
  });
});

test("only a message in another language than expected asks for the language of the replies", () => {
  const language = (value: string): readonly Recognised[] => [{ field: "language", value, words: "…" }];
  const asked = (recognised: readonly Recognised[]): readonly string[] => {
    const standing = nextQuestions(begin(recognised), null, ground);
    return standing.kind === "ask" ? standing.questions.map(({ id }) => id) : [];
  };
  expect(asked(language("zh-TW"))).toContain("language");
  expect(asked(language("en"))).not.toContain("language");
  expect(asked([])).not.toContain("language");
});
