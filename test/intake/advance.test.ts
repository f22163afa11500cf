import fc from "fast-check";
import { loadCatalogue } from "../../src/catalogue/catalogue";
import { advance, askedQuestions, startIntake, type StepContext } from "../../src/intake/advance";
import { type Intake, StoredAnswers } from "../../src/intake/intake";
import { nextQuestions } from "../../src/intake/next-questions";
import type { Profile } from "../../src/intake/profile";
import { evaluate } from "../../src/policy/evaluate";
import { loadPolicy } from "../../src/policy/load-policy";
import { allowedValues } from "../../src/policy/allowed-values";
import { type Answers, editionIds, type InputId, inputIds, isOneOf, inputValues } from "../../src/vocabulary";

const policy = loadPolicy();
const catalogue = loadCatalogue();
const now = "2026-11-21T09:00:00.000Z";
const contoso = { name: "Contoso", domain: "contoso.com", tenantId: "0b6e0bd5-47b0-4a1a-9a3c-0a6f6d4f1b11" };

function ground(edition: (typeof editionIds)[number] = "2020", profile: Profile | null = null): StepContext {
  return {
    edition: policy.editions[edition],
    switches: { strictTechnicalVehicle: true },
    catalogue,
    profile,
    customers: [contoso],
    now,
  };
}

/** The value a person gives to each question of a page, from a full set of answers. */
function valuesFor(intake: Intake, answers: Answers, context: StepContext): Record<string, string> {
  const product = catalogue.products.find(({ family }) => family === answers.productFamily);
  return Object.fromEntries(
    askedQuestions(intake, context.profile, context).flatMap(
      ({ id, gives }): readonly (readonly [string, string])[] => {
        if (id === "product") return [[id, product?.id ?? ""]];
        const value = gives === undefined ? undefined : answers[gives];
        return value === undefined ? [] : [[id, value]];
      },
    ),
  );
}

/** Walks the cards to the verdict; the number of cards and the profile learned on the way come back, too. */
function walk(
  answers: Answers,
  context: StepContext,
): { cards: number; intake: Intake; profile: Profile | null } {
  let intake = startIntake("intake-1", "Mail is down", now);
  let profile = context.profile;
  for (let cards = 1; cards <= 10; cards += 1) {
    const present = { ...context, profile };
    const step = advance(
      intake,
      { kind: "answer", values: valuesFor(intake, answers, present), mode: "card" },
      present,
    );
    if (step.kind !== "moved") throw new Error(`refused: ${JSON.stringify(step)}`);
    ({ intake, profile } = step);
    if (intake.state === "done") return { cards, intake, profile };
  }
  throw new Error("no verdict after ten cards");
}

const completeAnswers = (edition: (typeof editionIds)[number]): fc.Arbitrary<Answers> =>
  fc
    .record(
      Object.fromEntries(
        inputIds.map((id) => [id, fc.constantFrom(...allowedValues(policy.editions[edition], id))]),
      ),
    )
    .map((answers) => StoredAnswers.parse(answers));

describe.each(editionIds)("the dialog under edition %s", (edition) => {
  test("ends in the table's own verdict after at most three cards, whoever asks for the first time", () => {
    fc.assert(
      fc.property(completeAnswers(edition), (answers) => {
        const context = ground(edition);
        const { cards, intake, profile } = walk(answers, context);
        const standing = nextQuestions(intake, profile, context);
        const whole = evaluate(context.edition, answers);
        expect(cards).toBeLessThanOrEqual(3);
        expect(standing.kind).toBe("verdict");
        if (standing.kind !== "verdict" || whole.kind !== "verdict") return;
        const { outcome, route, row, escalateTo } = whole.verdict;
        expect(standing.verdict).toMatchObject({ outcome, route, row, escalateTo });
        if (outcome !== "not_covered") expect(standing.verdict.severity).toBe(whole.verdict.severity);
      }),
      { numRuns: 1500 },
    );
  });

  test("never asks a returning person again what the profile remembers", () => {
    fc.assert(
      fc.property(completeAnswers(edition), completeAnswers(edition), (first, second) => {
        const context = ground(edition);
        const { profile } = walk(first, context);
        const intake = startIntake("intake-2", "Again", now);
        const asked = askedQuestions(intake, profile, context).map(({ id }) => id);
        for (const id of ["partnerType", "cloud", "techPlan", "agentRole"] as const) {
          if (profile?.[id] !== undefined) expect(asked).not.toContain(id);
        }
        expect(walk(second, { ...context, profile }).cards).toBeLessThanOrEqual(3);
      }),
      { numRuns: 300 },
    );
  });
});

const breakFix: Answers = {
  tenantScope: "customer",
  partnerType: "direct_bill",
  agentRole: "admin_agent",
  cloud: "commercial",
  purchaseChannel: "csp",
  productFamily: "office365",
  issueType: "technical_break_fix",
  serviceHealth: "healthy",
  diagnosis: "exhausted",
  criteria: "bug",
  environment: "production",
  impact: "moderate",
  techPlan: "advanced",
  delegatedAdmin: "yes",
};

describe("one step of the dialog", () => {
  const context = ground();
  const begun = startIntake("intake-1", "Mail is down", now);
  const answered = (intake: Intake): Intake => {
    const step = advance(
      intake,
      { kind: "answer", values: valuesFor(intake, breakFix, context), mode: "card" },
      context,
    );
    if (step.kind !== "moved") throw new Error("refused");
    return step.intake;
  };

  test("refuses a value that is not offered and keeps what was typed", () => {
    const values = { ...valuesFor(begun, breakFix, context), issueType: "catastrophe" };
    const step = advance(begun, { kind: "answer", values, mode: "card" }, context);
    expect(step).toMatchObject({ kind: "refused", errors: { issueType: "choose" }, values });
  });

  test("names every question left empty", () => {
    const step = advance(begun, { kind: "answer", values: {}, mode: "card" }, context);
    expect(step).toMatchObject({
      kind: "refused",
      errors: { product: "required", issueType: "required", partnerType: "required" },
    });
  });

  test("takes the presets as answered when the page is sent with them untouched", () => {
    const { product, issueType, partnerType } = valuesFor(begun, breakFix, context);
    const values = { product: product ?? "", issueType: issueType ?? "", partnerType: partnerType ?? "" };
    const step = advance(begun, { kind: "answer", values, mode: "card" }, context);
    expect(step).toMatchObject({
      kind: "moved",
      intake: { answers: { tenantScope: "customer", purchaseChannel: "csp", cloud: "commercial" } },
    });
  });

  test("goes back to the page before with the answers as presets", () => {
    const second = answered(begun);
    const step = advance(second, { kind: "back" }, context);
    if (step.kind !== "moved") throw new Error("did not move");
    expect(step.intake.answers.issueType).toBeUndefined();
    expect(step.intake.draft).toMatchObject({ issueType: "technical_break_fix" });
    expect(step.standing).toMatchObject({ kind: "ask", page: 1 });
    expect(answered(step.intake).answers).toEqual(second.answers);
  });

  test("has nowhere to go back to on the first page", () => {
    expect(advance(begun, { kind: "back" }, context)).toEqual({ kind: "unchanged" });
  });

  test("is cancelled and comes back with undo where it was", () => {
    const second = answered(begun);
    const cancelled = advance(second, { kind: "cancel" }, context);
    if (cancelled.kind !== "moved") throw new Error("did not move");
    expect(cancelled.intake.state).toBe("cancelled");
    const undone = advance(cancelled.intake, { kind: "undo" }, context);
    expect(undone).toMatchObject({ kind: "moved", intake: { state: "asking", answers: second.answers } });
  });

  test("opens all answers for changing and decides again", () => {
    const done = answered(answered(answered(begun)));
    expect(done.state).toBe("done");
    const editing = advance(done, { kind: "edit" }, context);
    if (editing.kind !== "moved") throw new Error("did not move");
    const asked = askedQuestions(editing.intake, null, context).map(({ id }) => id);
    expect(asked).toEqual(
      expect.arrayContaining(["title", "customer", "product", "impact", "criteria", "techPlan"]),
    );
    const values = { ...valuesFor(editing.intake, breakFix, context), impact: "critical" };
    const step = advance(editing.intake, { kind: "answer", values, mode: "card" }, context);
    expect(step).toMatchObject({
      kind: "moved",
      intake: { state: "done" },
      standing: { kind: "verdict", verdict: { severity: "A" } },
    });
  });

  test("leaves everything as it was when an edit is given up", () => {
    const done = answered(answered(answered(begun)));
    const editing = advance(done, { kind: "edit" }, context);
    if (editing.kind !== "moved") throw new Error("did not move");
    const given = advance(editing.intake, { kind: "cancel" }, context);
    expect(given).toMatchObject({ kind: "moved", intake: { state: "done", answers: done.answers } });
  });

  test("asks a question that was added while people were in the middle, and nothing else again", () => {
    const second = answered(begun);
    const { environment: _dropped, ...others } = answered(second).answers;
    const older: Intake = {
      ...second,
      answers: others,
      trail: [...second.trail, ["serviceHealth", "diagnosis", "impact"]],
    };
    expect(askedQuestions(older, null, context).map(({ id }) => id)).toEqual(["environment"]);
  });

  test.each([
    ["Contoso", contoso],
    ["contoso.com", contoso],
    [contoso.tenantId.toUpperCase(), contoso],
    ["Fabrikam, fabrikam.com", { name: "Fabrikam", domain: "fabrikam.com" }],
  ])("knows the customer from %s", (customer, expected) => {
    const values = { ...valuesFor(begun, breakFix, context), newCustomer: customer };
    const step = advance(begun, { kind: "answer", values, mode: "card" }, context);
    expect(step).toMatchObject({ kind: "moved", intake: { customer: expected } });
  });

  test("asks for the domain or tenant of a customer nobody knows", () => {
    const values = { ...valuesFor(begun, breakFix, context), newCustomer: "Somebody" };
    const step = advance(begun, { kind: "answer", values, mode: "card" }, context);
    expect(step).toMatchObject({ kind: "refused", errors: { newCustomer: "customerIncomplete" } });
  });

  test("counts every saved change in the revision", () => {
    expect(answered(answered(begun)).revision).toBe(3);
  });
});

test("every value of every input has its own place in the vocabulary", () => {
  for (const id of inputIds) {
    const values: readonly string[] = inputValues[id];
    expect(new Set(values).size).toBe(values.length);
    expect(isOneOf<InputId>(inputIds, id)).toBe(true);
  }
});

describe("the cloud of a customer the directory knows", () => {
  const shanghai = { name: "Shanghai", domain: "shanghai.example", cloud: "china_21v" as const };
  const context: StepContext = { ...ground(), customers: [contoso, shanghai] };
  const begin = (): Intake => {
    const begun = startIntake("intake-1", "Mail is down", now);
    const values = { ...valuesFor(begun, breakFix, context), newCustomer: "shanghai.example" };
    const step = advance(begun, { kind: "answer", values, mode: "card" }, context);
    if (step.kind !== "moved") throw new Error("refused");
    return step.intake;
  };

  test("goes before the untouched preset", () => {
    expect(nextQuestions(begin(), null, context)).toMatchObject({ kind: "verdict", verdict: { row: "R0" } });
  });

  test("can be corrected on the page that changes the answers", () => {
    const editing = advance(begin(), { kind: "edit" }, context);
    if (editing.kind !== "moved") throw new Error("did not move");
    const values = {
      ...valuesFor(editing.intake, breakFix, context),
      cloud: "commercial",
      customer: "shanghai.example",
    };
    const step = advance(editing.intake, { kind: "answer", values, mode: "card" }, context);
    expect(step).toMatchObject({ kind: "moved", standing: { kind: "ask", page: 2 } });
  });
});
