import type { z } from "zod";
import { ListParameters } from "./list-query";
import { NewNote, NewState, RecordDetail, RecordHistory, RecordList } from "./wire";

/** One operation as the description tells it and the server mounts it. */
export interface Operation {
  readonly id: string;
  readonly method: "get" | "post";
  /** With `{number}` for the record's number. */
  readonly path: string;
  readonly summary: string;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodObject;
  /** The body of 200. */
  readonly answer: z.ZodObject;
  /** Whether the answer carries the record's revision as ETag. */
  readonly isTagged: boolean;
  /** Statuses beside 200. */
  readonly refusals: readonly number[];
}

const always = [401, 403, 429, 503] as const;
const changing = [400, 404, 412, 413, 415, 422, 428, ...always] as const;

export const operations = [
  {
    id: "listRecords",
    method: "get",
    path: "/api/records",
    summary: "The cases one may see, the last changed first.",
    query: ListParameters,
    answer: RecordList,
    isTagged: false,
    refusals: [400, ...always],
  },
  {
    id: "readRecord",
    method: "get",
    path: "/api/records/{number}",
    summary: "One case.",
    answer: RecordDetail,
    isTagged: true,
    refusals: [404, ...always],
  },
  {
    id: "readHistory",
    method: "get",
    path: "/api/records/{number}/history",
    summary: "Who changed what in a case, and why; the oldest first.",
    answer: RecordHistory,
    isTagged: false,
    refusals: [404, ...always],
  },
  {
    id: "addNote",
    method: "post",
    path: "/api/records/{number}/notes",
    summary: "Adds a note to a case.",
    body: NewNote,
    answer: RecordDetail,
    isTagged: true,
    refusals: changing,
  },
  {
    id: "changeState",
    method: "post",
    path: "/api/records/{number}/state",
    summary: "Brings a case to one of its next states; resolving demands a closing reason.",
    body: NewState,
    answer: RecordDetail,
    isTagged: true,
    refusals: changing,
  },
] as const satisfies readonly Operation[];

export type OperationId = (typeof operations)[number]["id"];
