import { DataError } from "../../src/errors";
import { listEvidence, loadEvidence } from "../../src/evidence/evidence";
import { listEvidenceInputs } from "../../src/evidence/evidence-inputs";
import { policy, recordOf } from "../cards/sample-views";

test("every item rests on rules the policy knows", () => {
  const unknown = loadEvidence().flatMap(({ rules }) => rules.filter((rule) => !policy.rules.has(rule)));
  expect(unknown).toEqual([]);
});

test("a claim for an SLA credit needs tenant, incident, times, users, attempts and proof (Q-39)", () => {
  const items = listEvidence(recordOf({ issueType: "sla_credit" }));
  const required = items.filter(({ need }) => need === "required").map(({ id }) => id);

  expect(required).toEqual([
    "start_time",
    "users_affected",
    "steps_tried",
    "incident_id",
    "proof_of_impact",
    "tenant_id",
    "contact",
  ]);
  expect(items.find(({ id }) => id === "tenant_id")).toMatchObject({
    isThere: true,
    rules: ["Q-39", "Q-42"],
  });
});

test("what is answered by ourselves needs nothing", () => {
  const needs = listEvidence(recordOf({ issueType: "how_to" })).map(({ id, need }) => [id, need]);
  expect(needs).toEqual([["contact", "useful"]]);
});

test("a fault in Azure wants the resource and asks for consent to diagnostics", () => {
  const ids = listEvidenceInputs(recordOf({ productFamily: "azure" })).map(({ id }) => id);
  expect(ids).toEqual(expect.arrayContaining(["resource", "diagnosticsConsent"]));
  expect(listEvidenceInputs(recordOf()).map(({ id }) => id)).not.toContain("diagnosticsConsent");
});

test("ticked first steps are steps tried", () => {
  const isThere = (stepsDone: string[]): boolean | undefined =>
    listEvidence(recordOf({}, { stepsDone })).find(({ id }) => id === "steps_tried")?.isThere;
  expect([isThere([]), isThere(["restart"])]).toEqual([false, true]);
});

test("a name without an e-mail address is no contact, and blanks are nothing", () => {
  const isThere = (contactEmail: string): boolean | undefined =>
    listEvidence(recordOf({}, { details: { contactName: "Ann", contactEmail } })).find(
      ({ id }) => id === "contact",
    )?.isThere;
  expect([isThere(" "), isThere("ann@partner.example")]).toEqual([false, true]);
});

test("data that is wrong is named", () => {
  const item = { id: "start_time", details: ["when"], rules: ["Q-42"] };
  expect(() => loadEvidence({ items: [item] })).toThrow(DataError);
  expect(() => loadEvidence({ items: [{ ...item, details: [], rules: [] }] })).toThrow(/evidence\.json/);
});
