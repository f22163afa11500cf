import { loadCatalogue } from "../../src/catalogue/catalogue";
import { createSearchReader } from "../../src/search/read-search";

const read = createSearchReader(loadCatalogue());

test("an empty text is no search, and one of nothing but signs is one that finds nothing", () => {
  expect(read("")).toBeNull();
  expect(read("  \n ")).toBeNull();
  expect(read("** \ud800")).toEqual({ parts: [] });
});

test("however much is typed, a search stays small", () => {
  for (const text of ["azure vm teams ".repeat(400), "虛擬機器".repeat(1500), "PS-1 ".repeat(1000)]) {
    const parts = read(text)?.parts ?? [];
    expect(parts.length).toBeLessThanOrEqual(8);
    expect(Math.max(...parts.map((part) => part.flat().length))).toBeLessThan(120);
  }
});

test("a word that is typed again is asked for once", () => {
  expect(read("mail Late mail, ＭＡＩＬ")?.parts).toEqual(read("mail late")?.parts);
});

test("a word of one letter stands for itself and for no product", () => {
  expect(read("a")?.parts).toEqual([[[{ term: "a", isWhole: false }]]]);
});
