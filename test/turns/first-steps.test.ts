import { escalation, healthFirst, howTo } from "../support/cases";
import { createChatter, type Chatter } from "../support/chatter";
import { person, startTestApp, type TestApp } from "../support/test-app";
import { inputsFor, walkDialog } from "../support/walk-dialog";

let product: TestApp;
let mei: Chatter;

beforeEach(async () => {
  product = await startTestApp();
  mei = createChatter(product, person(0));
  await mei.open();
});

afterEach(async () => {
  await product.stop();
});

const undiagnosed = { ...escalation, diagnosis: "not_started" } as const;

async function begin(answers: Readonly<Record<string, string>>): Promise<void> {
  await mei.say("Nobody can send mail");
  await walkDialog(mei, answers, { newCustomer: "contoso.com" });
}

/** The ids of the checklist as the card has them. */
function steps(): readonly string[] {
  return mei
    .last()
    .inputs.map(({ id }) => id)
    .filter((id) => id.startsWith("step_"));
}

/** The card read through: a line of the history is made of several runs. */
function said(): string {
  return mei.last().words.replaceAll("\n", "");
}

function ticks(): readonly string[] {
  return mei
    .last()
    .inputs.filter(({ type, value }) => type === "Input.Toggle" && value === "true")
    .map(({ id }) => id);
}

/** Saves the card's checklist with every step but those named set to the tick given. */
async function tick(all: "true" | "false", but: Readonly<Record<string, string>> = {}): Promise<void> {
  const { inputs } = mei.last();
  const values = inputs.map(({ id, type, value }): readonly [string, string] => [
    id,
    type === "Input.Toggle" ? all : value,
  ]);
  await mei.click("record/steps", { ...Object.fromEntries(values), ...but });
}

describe("the first steps of a fault", () => {
  test("stand on the card with service health as it was answered", async () => {
    await begin(undiagnosed);

    expect(steps()).toEqual([
      "step_health_checked",
      "step_known_problem_searched",
      "step_message_trace_run",
      "step_mail_flow_checked",
      "step_other_client_tried",
    ]);
    expect(mei.last().inputs[0]).toMatchObject({ id: "step_health_checked", value: "healthy" });
    expect(ticks()).toEqual([]);
  });

  test("begin the diagnosis when one is ticked, and the history says which", async () => {
    await begin(undiagnosed);
    await tick("false", { step_message_trace_run: "true" });

    expect(ticks()).toEqual(["step_message_trace_run"]);
    expect(mei.last().words).toMatch(/You solve this one/);
    expect(said()).toContain("First step: Message trace run");
    expect(said()).toMatch(/Diagnosis: .+ → /);
    await mei.click("intake/edit");
    expect(mei.last().inputs.find(({ id }) => id === "diagnosis")?.value).toBe("in_progress");
  });

  test("lead on to the open questions when all are ticked, and from there to Microsoft", async () => {
    await begin(undiagnosed);
    await tick("true");

    expect(steps()).toEqual([]);
    expect(mei.last().inputs.map(({ id }) => id)).toContain("criteria");
    expect(mei.last().words).toContain("The steps are saved.");
    await walkDialog(mei, escalation);
    expect(mei.last().words).toContain("PS-000001");
    expect(mei.last().words).toMatch(/escalate this to Microsoft/);
    await mei.say("my cases");
    expect(mei.last().words).not.toContain("PS-000002");
  });

  test("stay ticked when the questions they led to are given up; the verdict stands", async () => {
    await begin(undiagnosed);
    await tick("true");
    await mei.click("intake/cancel");

    expect(mei.last().words).toMatch(/You solve this one/);
    expect(ticks()).toHaveLength(4);
    await tick("true", { step_mail_flow_checked: "false" });
    expect(mei.last().words).toMatch(/You solve this one/);
    expect(ticks()).toHaveLength(3);
    await tick("true");
    expect(mei.last().inputs.map(({ id }) => id)).toContain("criteria");
  });

  test("give up an edit that was begun and left", async () => {
    await begin(undiagnosed);
    await tick("true");
    await mei.say("PS-1");
    await tick("false");

    expect(mei.last().words).toMatch(/You solve this one/);
    await mei.click("intake/edit");
    expect(mei.last().inputs.find(({ id }) => id === "diagnosis")?.value).toBe("not_started");
  });

  test("go back when they are unticked", async () => {
    await begin(undiagnosed);
    await tick("false", { step_message_trace_run: "true" });
    await tick("false");

    expect(ticks()).toEqual([]);
    expect(said()).toContain("Message trace run: it is known where the mail stops removed");
    await mei.click("intake/edit");
    expect(mei.last().inputs.find(({ id }) => id === "diagnosis")?.value).toBe("not_started");
  });
});

describe("service health among the first steps", () => {
  test("is looked at where it was not, and the partner's turn begins", async () => {
    await begin({ ...healthFirst, diagnosis: "not_started" });
    expect(mei.last().inputs[0]).toMatchObject({ id: "step_health_checked", value: "not_checked" });
    await tick("false", { step_health_checked: "healthy" });

    expect(mei.last().words).toMatch(/You solve this one/);
    expect(said()).toContain("First step: Service health looked at: no matching incident");
  });

  test("is all that was missing where the diagnosis is said to be exhausted", async () => {
    await begin(healthFirst);
    await tick("false", { step_health_checked: "healthy" });

    expect(mei.last().inputs.map(({ id }) => id)).toContain("criteria");
    await walkDialog(mei, { ...healthFirst, serviceHealth: "healthy" });
    expect(mei.last().words).toMatch(/escalate this to Microsoft/);
  });

  test("may show an incident that fits: nothing is filed then, and it may be taken back", async () => {
    await begin({ ...healthFirst, diagnosis: "not_started" });
    await tick("false", { step_health_checked: "incident_active" });

    expect(mei.last().words).toMatch(/Do not file/);
    expect(steps()).toEqual(["step_health_checked", "step_incident_told", "step_incident_evidence_kept"]);
    await tick("true", { step_health_checked: "not_checked" });
    expect(mei.last().words).toMatch(/Check service health first/);
  });
});

describe("saving first steps", () => {
  test("by a card that is out of date changes nothing", async () => {
    await begin(undiagnosed);
    const old = mei.last();
    const save = old.actions.find(({ verb }) => verb === "record/steps");
    await tick("false", { step_message_trace_run: "true" });
    await product.connector.execute({
      person: person(0),
      conversationId: mei.conversationId,
      messageId: old.id,
      action: { verb: "record/steps", data: save?.data },
      inputs: { step_message_trace_run: "false", step_mail_flow_checked: "true" },
    });

    expect(ticks()).toEqual(["step_message_trace_run"]);
    expect(mei.last().words).toMatch(/out of date/);
  });

  test("without their inputs, or with others, leaves them as they were", async () => {
    await begin(undiagnosed);
    await tick("false", { step_message_trace_run: "true" });
    await mei.click("record/steps", { step_health_checked: "splendid", step_teleport: "true", impact: "x" });

    expect(ticks()).toEqual(["step_message_trace_run"]);
    expect(mei.last().words).toMatch(/You solve this one/);
  });

  test("once and the same again makes no second line of history", async () => {
    await begin(undiagnosed);
    await tick("false", { step_message_trace_run: "true" });
    const revision = mei.last().actions.find(({ verb }) => verb === "record/steps")?.data["recordRevision"];
    await tick("false", { step_message_trace_run: "true" });

    expect(mei.last().actions.find(({ verb }) => verb === "record/steps")?.data["recordRevision"]).toBe(
      revision,
    );
  });

  test("of somebody else's case tells and changes nothing where cases are one's own", async () => {
    await product.stop();
    product = await startTestApp({ CASE_ACCESS: "own" });
    mei = createChatter(product, person(0));
    await mei.open();
    await begin(undiagnosed);
    const alex = createChatter(product, person(1));
    await alex.open();
    await product.connector.execute({
      person: person(1),
      conversationId: alex.conversationId,
      messageId: alex.last().id,
      action: { verb: "record/steps", data: { record: 1, recordRevision: 1 } },
      inputs: { step_message_trace_run: "true" },
    });

    expect(alex.last().words).not.toContain("Nobody can send mail");
    await mei.say("PS-1");
    expect(ticks()).toEqual([]);
  });

  test("works for older clients that submit instead", async () => {
    await begin(undiagnosed);
    await mei.submit("record/steps", { step_message_trace_run: "true" });

    expect(ticks()).toEqual(["step_message_trace_run"]);
  });
});

test("a question of use has its own steps, and ticking them decides nothing", async () => {
  await begin(howTo);
  expect(steps()).toEqual(["step_usage_answered", "step_self_help_shown", "step_training_considered"]);
  await tick("true");

  expect(mei.last().words).toMatch(/You solve this one/);
  expect(ticks()).toHaveLength(3);
});

test("a bill that all steps have not explained may be filed", async () => {
  await begin({ ...undiagnosed, issueType: "billing_question" });
  expect(steps()).toEqual(["step_invoice_compared", "step_billing_answered", "step_self_help_shown"]);
  await tick("true");
  await walkDialog(mei, escalation);

  expect(mei.last().words).toMatch(/escalate this to Microsoft/);
});

test.each(["steps", "步驟", "步骤"])("%s shows the newest open case", async (word) => {
  await mei.say(word);
  expect(mei.last().words).toMatch(/no open case/);
  await begin(undiagnosed);
  await mei.say("Something else");
  await mei.say(word);

  expect(mei.last().words).toContain("PS-000001");
  expect(steps()).toHaveLength(5);
});

test("a page answered after the steps is the case's own, whatever was begun besides", async () => {
  await begin(undiagnosed);
  await mei.say("Something else");
  await mei.say("steps");
  await tick("true");
  await mei.click("intake/answer", inputsFor(mei.last(), escalation));
  await walkDialog(mei, escalation);

  expect(mei.last().words).toContain("PS-000001");
  expect(mei.last().words).toMatch(/escalate this to Microsoft/);
});
