import { z } from "zod";
import { foldText } from "../fold-text";
import { inputValues, languages } from "../vocabulary";
import circumstancesData from "./words/circumstances.json";
import customersData from "./words/customers.json";
import environmentData from "./words/environment.json";
import faultsData from "./words/faults.json";
import impactData from "./words/impact.json";
import issuesData from "./words/issues.json";
import languageData from "./words/language.json";
import mailData from "./words/mail.json";
import partnerData from "./words/partner.json";
import planData from "./words/plan.json";
import productsData from "./words/products.json";
import roleData from "./words/role.json";
import scriptData from "./words/script.json";
import stepsData from "./words/steps.json";
import timesData from "./words/times.json";
import usersData from "./words/users.json";

const List = z.array(z.string().min(1)).transform((words) => words.map(foldText));

/** The words of all languages at once: a message mixes them, whatever language the person has chosen. */
const Words = z
  .strictObject({ en: List, "zh-TW": List, "zh-CN": List })
  .transform((lists) => [...new Set(languages.flatMap((language) => lists[language]))]);

const { issueType, productFamily, partnerType, agentRole, techPlan, cloud, purchaseChannel } = inputValues;
const spoken = issueType.filter((type) => type !== "technical_break_fix" && type !== "portal_problem");

/** Every word the reading of a first sentence rests on. Throws when a list is not what its schema says. */
export const wordLists = {
  customers: z
    .strictObject({
      legalForms: List,
      trades: List,
      nobodysHosts: List,
      topLevelDomains: List,
      wordLikeDomains: List,
      foreignBefore: List,
      tenantCues: List,
    })
    .parse(customersData),
  /** Signs of a mail somebody pasted, of all languages: headers, closings, and what stands before a quotation. */
  mail: z.strictObject({ from: List, header: List, closings: List, quoted: List }).parse(mailData),
  products: z
    .strictObject({
      families: z.record(z.enum(productFamily), List),
      cues: z.record(z.string(), List),
      notProducts: Words,
      says: Words,
      ways: Words,
      carriers: Words,
      kept: Words,
      notBefore: Words,
      unrelated: Words,
      fine: Words,
      notFine: Words,
    })
    .parse(productsData),
  faults: z
    .strictObject({
      strong: Words,
      weak: Words,
      slow: Words,
      neutral: Words,
      denied: Words,
      supposed: Words,
      over: Words,
    })
    .parse(faultsData),
  issues: z.record(z.enum([...spoken, "neutral", "changes", "changed", "keys"]), Words).parse(issuesData),
  /** What a sentence says of the cloud, of whose tenant it is and of where it was bought; what is usual is not said. */
  circumstances: z
    .strictObject({
      cloud: z.record(z.enum(cloud.filter((value) => value !== "commercial")), Words),
      tenantScope: z.strictObject({ own: Words }),
      purchaseChannel: z.record(z.enum(purchaseChannel), Words),
      denied: Words,
    })
    .parse(circumstancesData),
  /** What somebody says of the own company's part in CSP, and of whom it buys from. */
  partner: z
    .strictObject({
      kinds: z.record(z.enum(partnerType), Words),
      ours: Words,
      opening: Words,
      doubts: Words,
      providers: Words,
      distributors: Words,
    })
    .parse(partnerData),
  /** What somebody says of the own role in Partner Center; `held` needs `asRole` behind the role. */
  role: z
    .strictObject({
      kinds: z.record(z.enum(agentRole), Words),
      mine: Words,
      held: Words,
      asRole: Words,
      opening: Words,
      partnerCenter: Words,
    })
    .parse(roleData),
  /** The partner's own plan; "unknown" is only said in whole sentences. */
  plan: z
    .strictObject({
      kinds: z.record(z.enum(techPlan.filter((plan) => plan !== "unknown")), Words),
      ours: Words,
      others: Words,
      over: Words,
    })
    .parse(planData),
  environment: z
    .strictObject({ production: Words, non_production: Words, neutral: Words, denied: Words })
    .parse(environmentData),
  impact: z
    .strictObject({
      everyone: Words,
      nobody: Words,
      able: Words,
      wholes: Words,
      alone: Words,
      critical: Words,
      some: Words,
      parts: Words,
      only: Words,
      things: Words,
      minimal: Words,
      urgent: Words,
      neutral: Words,
    })
    .parse(impactData),
  steps: z
    .strictObject({ tried: Words, denied: Words, symptoms: Words, lead: Words, ends: Words })
    .parse(stepsData),
  users: z.strictObject({ nouns: Words, ordered: Words, whole: Words }).parse(usersData),
  /** `zones`: a time told in another zone than the person's own. */
  times: z.strictObject({ since: Words, onwards: Words, deeds: Words, zones: Words }).parse(timesData),
  language: z.strictObject({ english: List, foreign: List }).parse(languageData),
  /** Characters written in one Chinese script only. */
  script: z.strictObject({ "zh-TW": z.string().min(1), "zh-CN": z.string().min(1) }).parse(scriptData),
} as const;
