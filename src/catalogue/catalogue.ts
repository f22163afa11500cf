import { z } from "zod";
import { DataError } from "../errors";
import { LocalizedText } from "../policy/rule";
import { inputValues, type InputValue, type Localized } from "../vocabulary";
import familiesData from "./families.json";
import productsData from "./products.json";

const Names = z.array(z.string().min(1));
const Product = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  family: z.enum(inputValues.productFamily),
  name: LocalizedText,
  aliases: z.strictObject({ en: Names, "zh-TW": Names, "zh-CN": Names }),
  /** Aliases too general to decide alone. */
  ambiguous: Names,
});
/** A product people call about, with the names it goes by in each language. */
export type Product = Readonly<z.infer<typeof Product>>;
/** The families products are grouped in, one of the contract words. */
export type ProductFamily = InputValue<"productFamily">;

const Families = z.record(z.enum(inputValues.productFamily), z.strictObject({ name: LocalizedText }));

/** The products people call about, in the order of the pick list. */
export interface Catalogue {
  readonly products: readonly Product[];
  readonly find: (productId: string | undefined) => Product | undefined;
  readonly familyName: (family: ProductFamily) => Localized;
}

/** Reads the catalogue shipped with the product. Throws `DataError` naming the fault. */
export function loadCatalogue(): Catalogue {
  const products = z.array(Product).safeParse(productsData);
  if (!products.success) throw new DataError(`products.json: ${z.prettifyError(products.error)}`);
  const families = Families.safeParse(familiesData);
  if (!families.success) throw new DataError(`families.json: ${z.prettifyError(families.error)}`);
  const byId = new Map(products.data.map((product) => [product.id, product]));
  if (byId.size !== products.data.length) throw new DataError("products.json: two products have the same id");
  return {
    products: products.data,
    find: (id) => (id === undefined ? undefined : byId.get(id)),
    familyName: (family) => families.data[family].name,
  };
}
