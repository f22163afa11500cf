import type { CaseRecord } from "../../records/record";
import { isPseudonym } from "../../records/pseudonym";
import { severityOf } from "../../records/severity";
import type { Scene } from "../card-kit";
import { customerOf, productOf } from "../case-words";

/** The values steps and menu paths may name; where one is not known, words stand in for it. */
export function fillValues(scene: Scene, record: CaseRecord): Readonly<Record<string, string>> {
  const { say } = scene;
  const severity = severityOf(record);
  const customer = customerOf(record);
  return {
    // Nobody finds an erased customer by what stands in the place of the name.
    customer: orElse(isPseudonym(customer) ? "" : customer, say("card.this_customer")),
    domain: record.customer?.domain ?? say("card.this_domain"),
    product: orElse(productOf(scene, record), say("card.this_product")),
    // The sentences say "severity {{severity}}": of the classes, only the letters fit in there.
    severity: severity ?? "",
  };
}

function orElse(text: string, otherwise: string): string {
  return text === "" ? otherwise : text;
}
