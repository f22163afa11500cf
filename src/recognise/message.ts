import type { Clauses } from "./clauses";
import type { Scan } from "./scan-text";

/** What is read for problems, places, people and times: the folded text without names and addresses. */
export interface Message extends Scan {
  readonly clauses: Clauses;
}
