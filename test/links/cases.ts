import fc from "fast-check";
import type { Customer } from "../../src/directory/customer";
import { StoredAnswers } from "../../src/intake/intake";
import type { CaseFacts } from "../../src/policy/case-facts";
import type { Edition } from "../../src/policy/edition";
import { evaluate } from "../../src/policy/evaluate";
import { loadPolicy } from "../../src/policy/load-policy";
import { type Answers, type EditionId, editionIds, inputIds, inputValues } from "../../src/vocabulary";

export const policy = loadPolicy();

/** An everyday break-fix case that goes to Microsoft. */
export const everyday: Answers = {
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
  azureAccess: "granted",
  supportContact: "provider",
  techPlan: "advanced",
  delegatedAdmin: "yes",
  language: "en",
};

export const contoso: Customer = {
  name: "Contoso",
  domain: "contoso.com",
  tenantId: "a2da4815-cd84-42f5-8bc1-bca5914f0d0c",
};

interface Changes {
  readonly answers?: Answers;
  readonly edition?: EditionId;
  readonly customer?: Customer | undefined;
  readonly product?: string;
}

/** The facts of the everyday case with some things different. */
export function caseWith({ answers = {}, edition = "2020", ...rest }: Changes): CaseFacts {
  return decide(policy.editions[edition], { ...everyday, ...answers }, rest);
}

function decide(edition: Edition, answers: Answers, rest: Pick<Changes, "customer" | "product">): CaseFacts {
  const evaluation = evaluate(edition, answers);
  if (evaluation.kind === "needs") throw new Error(`not decided: ${evaluation.inputs.join()}`);
  return {
    verdict: evaluation.verdict,
    answers,
    customer: "customer" in rest ? rest.customer : contoso,
    product: rest.product,
  };
}

const someAnswers: fc.Arbitrary<Answers> = fc
  .record(Object.fromEntries(inputIds.map((id) => [id, fc.constantFrom(...inputValues[id])])))
  .map((answers) => StoredAnswers.parse(answers));

/** Decided cases of every edition, about a customer of the caller's choosing. */
export function someCases(customer: fc.Arbitrary<Customer | undefined>): fc.Arbitrary<CaseFacts> {
  const product = fc.constantFrom(
    undefined,
    "exchange-online",
    "power-bi",
    "d365-finance",
    "azure-vm",
    "entra-id",
    "constructor",
  );
  return fc
    .tuple(fc.constantFrom(...editionIds), someAnswers, customer, product)
    .map(([edition, answers, about, productId]) => ({
      ...decide(policy.editions[edition], answers, { customer: about }),
      product: productId,
    }));
}
