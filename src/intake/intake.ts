import { z } from "zod";
import { Customer } from "../directory/customer";
import { quickSchema } from "../quick-schema";
import { type Answers, inputIds, inputValues, recognisedFields } from "../vocabulary";
import { CaseDetails } from "./details";

/** The version of the stored shape; a release that changes it brings the older ones up to it when they are read. */
export const intakeSchemaVersion = 1;

const answersShape = Object.fromEntries(inputIds.map((id) => [id, z.enum(inputValues[id]).optional()]));

/** Answers as stored: only known inputs with known values. */
export const StoredAnswers: z.ZodType<Answers> = z.object(answersShape);
/** The same for answers that are read often. */
export const storedAnswers = quickSchema(StoredAnswers);

/** The chat message a case was begun from; the address is one of Teams itself. */
export const CaseSource = z.object({ link: z.string().max(2048), author: z.string().max(256).optional() });
export type CaseSource = Readonly<z.infer<typeof CaseSource>>;

/** One value read from the first sentence, with the very words it was read from. */
export const Recognised = z.object({
  field: z.enum(recognisedFields),
  value: z.string(),
  words: z.string(),
});
export type Recognised = Readonly<z.infer<typeof Recognised>>;

/**
 * One guided dialog of one person in one chat. The next page is never stored: it follows from the answers,
 * so a question added while people are in the middle loses nobody's place.
 */
export const Intake = z.object({
  schema: z.literal(intakeSchemaVersion),
  id: z.string(),
  /** Grows by one with every saved change; a click that carries an older one has no effect. */
  revision: z.int().positive(),
  state: z.enum(["asking", "editing", "done", "cancelled"]),
  /** How the person answers: by card, or one question at a time in typed text. */
  mode: z.enum(["card", "text"]),
  /** The problem in the technician's own words; never read as markup. */
  title: z.string(),
  customer: Customer.optional(),
  product: z.string().optional(),
  answers: StoredAnswers,
  /** The questions answered so far, page by page, so that Back can take the last page away again. */
  trail: z.array(z.array(z.string())),
  /** Answers taken back by Back or a page that was refused: offered again as presets, never decisive. */
  draft: z.record(z.string(), z.string()).default({}),
  /** What the first sentence told; shown with its words and never decisive before the person has sent it. */
  recognised: z.array(Recognised).default([]),
  /** Evidence gathered on the way to the record. */
  details: CaseDetails.default({}),
  source: CaseSource.optional(),
  /** While answers of a record are edited: the record's revision the person has seen. */
  baseRevision: z.int().positive().optional(),
  /** The record this intake made, once there was a verdict. */
  recordNumber: z.int().positive().optional(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type Intake = Readonly<z.infer<typeof Intake>>;
