import type { z } from "zod";
import { caseChanges } from "./case-changes";
import { ListParameters } from "./list-query";
import { privacyOperations } from "./privacy-operations";
import { reportOperations } from "./report-operations";
import { webhookOperations } from "./webhook-operations";
import { NewAnswers, RecordDetail, RecordHistory, RecordList } from "./wire";
import { CaseForm, CasePage, FormParameters, Me } from "./wire-page";

/** One operation as the description tells it and the server mounts it. */
export interface Operation {
  readonly id: string;
  readonly method: "get" | "post" | "delete";
  /** With `{number}` for the record's number, `{file}` for a file's id, `{form}` for a form of a card, `{webhook}` for its id. */
  readonly path: string;
  readonly summary: string;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodObject;
  /** The body of 200; null for the bytes of a file, `csv` for a table. */
  readonly answer: z.ZodObject | "csv" | "markdown" | null;
  /** `revision`: 200 carries the record's revision as ETag; `content`: a tag of the body, which 304 spares. */
  readonly tag: "revision" | "content" | null;
  /** Takes an Idempotency-Key although it changes no case. */
  readonly isKeyed?: boolean;
  /** What is changed, and refused: a case unless it is said. */
  readonly subject?: "program";
  /** Statuses beside 200. */
  readonly refusals: readonly number[];
}

const always = [401, 403, 429, 503] as const;
const changing = [400, 404, 412, 413, 415, 422, 428, ...always] as const;

const record = "/api/records/{number}";

function change<Id extends keyof typeof caseChanges>(id: Id, path: string, summary: string) {
  const { body } = caseChanges[id];
  const shared = { answer: RecordDetail, tag: "revision", refusals: changing } as const;
  return { id, method: "post", path: `${record}/${path}`, summary, body, ...shared } as const;
}

/** Every operation of the API: what is routed, checked, and described at /api/openapi.json. */
export const operations = [
  {
    id: "readMe",
    method: "get",
    path: "/api/me",
    summary: "Who asks, what they may see and choose from.",
    answer: Me,
    tag: "content",
    refusals: always,
  },
  {
    id: "listRecords",
    method: "get",
    path: "/api/records",
    summary:
      "The cases one may see. A page may have fewer records than asked for, or none, and still go on: until next is null.",
    query: ListParameters,
    answer: RecordList,
    tag: "content",
    refusals: [400, ...always],
  },
  {
    id: "readRecord",
    method: "get",
    path: record,
    summary: "One case.",
    answer: RecordDetail,
    tag: "revision",
    refusals: [404, ...always],
  },
  {
    id: "readPage",
    method: "get",
    path: `${record}/page`,
    summary: "Everything a page about one case shows, in the language asked for.",
    answer: CasePage,
    tag: "content",
    refusals: [404, ...always],
  },
  {
    id: "readHistory",
    method: "get",
    path: `${record}/history`,
    summary: "Who changed what in a case, and why; the oldest first.",
    answer: RecordHistory,
    tag: null,
    refusals: [404, ...always],
  },
  {
    id: "readForm",
    method: "get",
    path: `${record}/forms/{form}`,
    summary: "The questions of a card's form, by the names the action takes the answers by.",
    query: FormParameters,
    answer: CaseForm,
    tag: "content",
    refusals: [400, 404, ...always],
  },
  {
    id: "readFile",
    method: "get",
    path: `${record}/files/{file}`,
    summary: "The bytes of a kept file, to be saved.",
    answer: null,
    tag: null,
    refusals: [404, ...always],
  },
  change("addNote", "notes", "Adds a note to a case."),
  change(
    "changeState",
    "state",
    "Brings a case to one of its next states; resolving demands a closing reason.",
  ),
  change("takeCase", "take", "Makes the caller the owner of a case nobody has."),
  change("changeOwner", "owner", "Hands a case over to a colleague."),
  change(
    "changeSeverity",
    "severity",
    "Moves the severity one step from the computed one, or back, with a reason.",
  ),
  change("fileCase", "microsoft-case", "Keeps Microsoft's case number and when it was filed."),
  change("sendCase", "send", "Sends a case to the channel its route leads to, once."),
  change("addEvidence", "evidence", "Takes in what is known of a case, field by field."),
  change(
    "tickSteps",
    "first-steps",
    "Says which first steps were taken; the case is decided again, or the page tells what is asked then.",
  ),
  change(
    "changeAnswers",
    "answers",
    "Changes answers of a case and decides it again; what would have to be asked first is named in the refusal.",
  ),
  {
    id: "askFurther",
    method: "post",
    path: `${record}/answers/questions`,
    summary: "The answers of a case as they would be, with the questions these leave open. Changes nothing.",
    body: NewAnswers,
    answer: CaseForm,
    tag: null,
    refusals: [400, 404, 413, 415, ...always],
  },
  {
    id: "readHandOver",
    method: "get",
    path: `${record}/hand-over`,
    summary: "All that is pasted for a case, as a Markdown file in the language asked for.",
    answer: "markdown",
    tag: null,
    refusals: [404, ...always],
  },
  change("linkCase", "links", "Says of a similar case that it is the same, joins it, or takes that back."),
  ...reportOperations,
  ...webhookOperations,
  ...privacyOperations,
] as const satisfies readonly Operation[];

/** The operations as `/api/openapi.json` names them. */
export type OperationId = (typeof operations)[number]["id"];
