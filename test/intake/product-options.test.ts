import { loadCatalogue } from "../../src/catalogue/catalogue";
import { productOptions } from "../../src/intake/question-views";
import { languages } from "../../src/vocabulary";

const catalogue = loadCatalogue();
const titleOf = (language: (typeof languages)[number], id: string) =>
  productOptions({ catalogue, language }).find(({ value }) => value === id)?.title;

test("a product stands beside its family, so that it is found by either", () => {
  expect(titleOf("en", "exchange-online")).toBe("Exchange Online and Outlook · Microsoft 365 (Office 365)");
});

test.each(languages)("in %s a family that the name says already is not said again", (language) => {
  const titles = productOptions({ catalogue, language }).map(({ title }) => title);
  const doubled = titles.filter((title) => {
    const [name = "", family = ""] = title.split(" · ");
    return family !== "" && (name.includes(family.replace(/ \(.*\)$/, "")) || family.startsWith(name));
  });

  expect(doubled).toEqual([]);
  expect(titleOf(language, "third-party-marketplace")).toBe(
    catalogue.find("third-party-marketplace")?.name[language],
  );
});
