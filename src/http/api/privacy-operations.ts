import { Erased, ErasureList, Subject, SubjectExport } from "./wire-privacy";

const always = [401, 403, 429, 503] as const;
const asking = [400, 413, 415, ...always] as const;

/** What is held about a person or a customer, and its end; for leads. */
export const privacyOperations = [
  {
    id: "exportSubject",
    method: "post",
    path: "/api/privacy/exports",
    summary: "All that is held about a person or a customer, as a file. For leads.",
    body: Subject,
    answer: SubjectExport,
    tag: null,
    refusals: asking,
  },
  {
    id: "eraseSubject",
    method: "post",
    path: "/api/privacy/erasures",
    summary:
      "Erases a person or a customer for good; one pseudonym stands in their place in what has to stay. For leads.",
    body: Subject,
    answer: Erased,
    tag: null,
    isKeyed: true,
    refusals: asking,
  },
  {
    id: "listErasures",
    method: "get",
    path: "/api/privacy/erasures",
    summary: "The proofs of what was erased. For leads.",
    answer: ErasureList,
    tag: null,
    refusals: always,
  },
] as const;
