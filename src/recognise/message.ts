import type { Clauses } from "./clauses";

/** What is read for problems, places, people and times: the folded text without names and addresses. */
export interface Message {
  readonly text: string;
  readonly clauses: Clauses;
}
