import { namesOf } from "../catalogue/find-product";
import { type Customer, customerKey } from "../directory/customer";
import { foldText } from "../fold-text";
import { customerOption, productOptions } from "../intake/question-views";
import type { Dataset, Option } from "../views";
import type { Language } from "../vocabulary";
import type { Workbench } from "./turn";

/** What somebody types into a picker, and which part of what is found they want. */
export interface ChoiceWish {
  readonly tenantId: string;
  readonly userId: string;
  readonly language: Language;
  readonly dataset: Dataset;
  readonly text: string;
  readonly skip: number;
  readonly top: number;
}

/** An option with all it can be found by, folded. */
interface Findable {
  readonly option: Option;
  readonly names: string;
}

/** How many customers and cases are looked through for what a person used last. */
const recent = 10;

/**
 * Makes the search behind pickers. While nothing is typed, what the person used last comes first; then, what begins
 * like the words comes before what holds them.
 */
export function createChoiceFinder({
  store,
  directory,
  catalogue,
}: Pick<Workbench, "store" | "directory" | "catalogue">) {
  const folded = new WeakMap<readonly Customer[], readonly Findable[]>();

  function foldOnce(customers: readonly Customer[]): readonly Findable[] {
    const known = folded.get(customers) ?? customers.map(foldCustomer);
    folded.set(customers, known);
    return known;
  }

  async function listCustomers({ tenantId, userId }: ChoiceWish): Promise<readonly Findable[]> {
    const [used, all] = await Promise.all([
      store.recentCustomers(tenantId, userId, recent),
      directory.list(tenantId),
    ]);
    const everybody = foldOnce(all);
    // The facts of the directory come before those of an old case.
    const byKey = new Map(everybody.map((one) => [one.option.value, one]));
    const first = used
      .flatMap((customer) => customer ?? [])
      .map((customer) => byKey.get(customerKey(customer)) ?? foldCustomer(customer));
    return [...new Map([...first, ...everybody].map((one) => [one.option.value, one])).values()];
  }

  async function listProducts({ tenantId, userId, language }: ChoiceWish): Promise<readonly Findable[]> {
    const { records } = await store.listRecords({ tenantId, requesterId: userId, offset: 0, limit: recent });
    const used = new Set(records.map(({ product }) => product));
    const all = productOptions({ catalogue, language }).map((option) => {
      const product = catalogue.find(option.value);
      const names = product === undefined ? [] : namesOf(product);
      return { option, names: [foldText(option.title), ...names].join("\n") };
    });
    const isUsed = ({ option }: Findable): boolean => used.has(option.value);
    return [...all.filter(isUsed), ...all.filter((one) => !isUsed(one))];
  }

  return async (wish: ChoiceWish): Promise<readonly Option[]> => {
    const all = await (wish.dataset === "customers" ? listCustomers(wish) : listProducts(wish));
    const found = narrow(all, foldText(wish.text));
    return found.slice(wish.skip, wish.skip + wish.top).map(({ option }) => option);
  };
}

function foldCustomer(customer: Customer): Findable {
  const { name, domain, tenantId } = customer;
  const names = [name, domain, tenantId].flatMap((one) => (one === undefined ? [] : [foldText(one)]));
  return { option: customerOption(customer), names: names.join("\n") };
}

/** Every word must be there, in any order. */
function narrow(all: readonly Findable[], wanted: string): readonly Findable[] {
  if (wanted === "") return all;
  const words = wanted.split(" ");
  const found = all.filter(({ names }) => words.every((word) => names.includes(word)));
  const begins = ({ names }: Findable): boolean => names.startsWith(wanted) || names.includes(`\n${wanted}`);
  return [...found.filter(begins), ...found.filter((one) => !begins(one))];
}
