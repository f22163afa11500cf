import { DataError } from "../../src/errors";
import { loadCatalogue } from "../../src/catalogue/catalogue";
import { loadLinks } from "../../src/links/links";
import linksData from "../../src/links/links.json";

const { byId, routeLinks } = loadLinks();
const [first] = linksData.links;

describe("the link data", () => {
  test("have every link of the list, L-01 to L-31", () => {
    const numbers = new Set([...byId.keys()].map((id) => id.slice(0, 4)));

    expect([...numbers].sort()).toEqual(
      Array.from({ length: 31 }, (_, n) => `L-${String(n + 1).padStart(2, "0")}`),
    );
  });

  test("mark what was never found or confirmed", () => {
    const unconfirmed = [...byId.values()].filter(({ confidence }) => confidence === "unconfirmed");

    expect(unconfirmed.map(({ id }) => id)).toEqual(["L-11", "L-11-health", "L-13b", "L-26-offer", "L-30"]);
    expect(byId.get("L-07")?.confidence).toBe("low");
  });

  test("name only products of the catalogue", () => {
    const catalogue = loadCatalogue();
    const products = Object.values(routeLinks).flatMap((uses) => uses.flatMap((use) => use.products ?? []));

    expect(products.filter((id) => catalogue.find(id) === undefined)).toEqual([]);
  });

  test.each([
    ["an address that is not https", { ...first, url: "http://partner.microsoft.com/" }],
    ["a host left to a parameter", { ...first, url: "https://{domain}/", params: ["domain"] }],
    ["a parameter the address does not have", { ...first, params: ["domain"] }],
    ["a placeholder that is no parameter", { ...first, url: "https://portal.azure.com/{domain}" }],
    ["a stand-in that does not exist", { ...first, instead: "L-99" }],
    ["a field of no meaning", { ...first, hint: "x" }],
  ])("are refused with %s", (_fault, link) => {
    const links = [link, ...linksData.links.slice(1)];

    expect(() => loadLinks({ ...linksData, links })).toThrow(DataError);
  });

  test("are refused with two links of one id or a route that names none", () => {
    expect(() => loadLinks({ ...linksData, links: [first, ...linksData.links] })).toThrow(DataError);
    expect(() => loadLinks({ ...linksData, links: [first] })).toThrow(DataError);
    expect(() => loadLinks({ ...linksData, routeLinks: {} })).toThrow(DataError);
  });
});
