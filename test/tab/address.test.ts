import { countFilters, noFilter, readCaseNumber, readPlace, writePlace } from "../../src/tab/address";
import { casePath, listPath } from "../../src/tab/api/paths";

test.each([
  ["PS-000001", "PS-000001"],
  [" ps-1 ", "PS-000001"],
  ["PS 12", "PS-000012"],
  ["PS-1234567", "PS-1234567"],
  ["PS-0", null],
  ["PS-1/../2", null],
  ["1", null],
  ["", null],
  [null, null],
])("%j is read as the case %j", (text, number) => {
  expect(readCaseNumber(text)).toBe(number);
});

test("a place is the same after it was written into an address and read again", () => {
  const place = {
    view: "tenant",
    filter: { ...noFilter, state: "open", customer: "name:A & B", search: "郵件 50%", sort: "due" },
    caseNumber: "PS-000007",
    channel: "19:a@thread.tacv2",
  } as const;

  expect(readPlace(writePlace(place))).toEqual(place);
  expect(writePlace(readPlace(""))).toBe("?");
});

test.each([
  "view=admin",
  "state=lost",
  "severity=D",
  "product=../x",
  "owner=you",
  "due=never",
  "sort=random",
])("what an address says wrongly counts as not said: %s", (search) => {
  expect(readPlace(`?${search}`)).toEqual(readPlace(""));
});

test("search and order do not count as filters", () => {
  expect(countFilters({ ...noFilter, search: "mail", sort: "due" })).toBe(0);
  expect(countFilters({ ...noFilter, state: "open", due: "today" })).toBe(2);
});

test("a list is asked for as the API calls it; words are found in their own order", () => {
  const place = { ...readPlace("?state=unfinished&due=today&sort=due&view=channel"), channel: "19:a" };
  const query = new URLSearchParams(listPath(place, "next").split("?")[1]);
  expect(Object.fromEntries(query)).toEqual({
    limit: "25",
    scope: "channel:19:a",
    state: "open,escalated,waiting_microsoft,waiting_customer",
    due: "24h",
    sort: "due",
    cursor: "next",
  });

  const words = { ...place, filter: { ...place.filter, search: "mail" } };
  const search = new URLSearchParams(listPath(words, null).split("?")[1]);
  expect([search.get("q"), search.get("sort"), search.get("due")]).toEqual(["mail", null, null]);
  expect(casePath("PS-1/x")).toBe("/api/records/PS-1%2Fx");
});
