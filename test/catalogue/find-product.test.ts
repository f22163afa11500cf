import fc from "fast-check";
import { loadCatalogue } from "../../src/catalogue/catalogue";
import { findProducts } from "../../src/catalogue/find-product";
import { languages } from "../../src/vocabulary";

const catalogue = loadCatalogue();
const ids = (text: string): readonly string[] => findProducts(text, catalogue).map(({ id }) => id);

test.each([
  ["Teams", ["teams"]],
  ["teams phone", ["teams-phone"]],
  ["it is about Exchange", ["exchange-online"]],
  ["AKS", ["aks"]],
  ["信箱", ["exchange-online"]],
  ["客户的虚拟机", ["azure-vm"]],
  ["", []],
  ["🦄", []],
  ["steams", []],
])("%j is %j", (text, expected) => {
  expect(ids(text)).toEqual(expected);
});

test("a word that belongs to two products leaves both open", () => {
  expect(ids("licence").length).toBeGreaterThan(1);
});

test.each(languages)("every product is found by its name in %s", (language) => {
  for (const product of catalogue.products) expect(ids(product.name[language])).toContain(product.id);
});

test("no text breaks it", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      expect(Array.isArray(ids(text))).toBe(true);
    }),
  );
});
