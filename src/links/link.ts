import type { Answers } from "../vocabulary";
import type { Customer } from "../directory/customer";
import type { Verdict } from "../policy/verdict";

/** What links and steps may look at: the decision, the answers behind it, and whom it is about. */
export interface CaseFacts {
  readonly verdict: Verdict;
  readonly answers: Answers;
  readonly customer?: Customer | undefined;
  /** Product id of the catalogue. */
  readonly product?: string | undefined;
}

/**
 * A way to a place: an address that is confirmed and complete, or the menu path to walk in its stead.
 * `label` is a text key `link.…` saying where it leads, `menu` a text key `menu.…`.
 */
export type BuiltLink =
  | { readonly id: string; readonly label: string; readonly url: string }
  | { readonly id: string; readonly label: string; readonly menu: string };

/**
 * One numbered step of a route: its sentence is the text `step.<id>`, `rules` are those it rests on. A
 * sentence that names `customer`, `domain`, `product` or `severity` is listed only where the case knows it.
 */
export interface Step {
  readonly id: string;
  readonly rules: readonly string[];
}
