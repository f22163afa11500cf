import { loadCatalogue } from "../../src/catalogue/catalogue";
import { createSearchReader } from "../../src/search/read-search";
import type { NewCaseRecord } from "../../src/records/record";
import type { SearchedRecords, SearchQuery, Store } from "../../src/storage/store";
import { createRecord, moment, sampleEntry, sampleKey, sampleRecord } from "./store-samples";
import type { OpenedStore } from "./store-contract";

const read = createSearchReader(loadCatalogue());

/** Texts no search may stumble over: signs of every query language, halves of characters, far too much. */
const hostileTexts = [
  '"',
  "' or 1=1 --",
  "*",
  "%_%",
  "mail*",
  'mail" OR "late',
  "NEAR(mail late, 2)",
  "terms : mail",
  "{mail} - late",
  "AND OR NOT",
  "mail AND",
  "(((((",
  "^mail + late",
  "mail:* & !late | <->",
  "\\",
  "\ud800",
  "mail \udfff\ud800 late",
  "\u0000mail",
  "\u{f0001}\u{100001}",
  "\ue001late",
  "😀",
  "à".repeat(5000),
  "mail ".repeat(1000),
  "郵".repeat(5000),
  "a".repeat(5000),
  "( \" ' * ".repeat(700),
];

/** What every engine's search must do. */
export function describeSearchContract(name: string, open: () => Promise<OpenedStore>): void {
  describe(`${name} keeps the search contract`, () => {
    let opened: OpenedStore;
    let store: Store;

    beforeEach(async () => {
      opened = await open();
      store = opened.store;
    });
    afterEach(() => store.close());

    const search = (text: string, query: Partial<SearchQuery> = {}) =>
      store.searchRecords({
        ...{ tenantId: "contoso", filter: {}, readableBy: null, after: null, limit: 10 },
        search: read(text) ?? { parts: [] },
        ...query,
      });
    const numbers = ({ records }: SearchedRecords) => records.map(({ number }) => number);
    const find = async (text: string, query: Partial<SearchQuery> = {}) => numbers(await search(text, query));
    const keep = (record: Partial<NewCaseRecord>, tenantId = "contoso") =>
      createRecord(store, { record, key: { tenantId } });

    test("a case is found by its number, however it is typed", async () => {
      await keep({ title: "first" });
      await keep({ title: "second" });

      for (const text of ["PS-000002", "ps-2", "PS 2", "2", "000002", "second PS-000002"])
        expect([text, await find(text)]).toEqual([text, [2]]);
      expect(await find("first PS-000002")).toEqual([]);
    });

    test("a case is found by the beginnings of words of its title, in any order, case and width", async () => {
      await keep({ title: "Mail of one customer is late: Müller & Söhne" });
      await keep({ title: "Ｔｅａｍｓ calls drop" });

      expect(await find("customer mail")).toEqual([1]);
      expect(await find("LAT cust")).toEqual([1]);
      expect(await find("muller")).toEqual([1]);
      expect(await find("MÜLLER söhne")).toEqual([1]);
      expect(await find("teams")).toEqual([2]);
      expect(await find("mail drop")).toEqual([]);
      expect(await find("ustomer")).toEqual([]);
    });

    test("long words are told apart to their end and found while they are typed", async () => {
      await keep({ title: "AuthenticationTimeout of the gateway" });
      await keep({ title: "AuthenticationFailure of the gateway" });

      expect(await find("authentication")).toEqual([2, 1]);
      expect(await find("authenticationt")).toEqual([1]);
      expect(await find("AuthenticationFailure")).toEqual([2]);
      expect(await find("authenticationx")).toEqual([]);
    });

    test("Chinese is found by one character, by two and by more, where they stand together", async () => {
      await keep({ title: "客戶的郵件延遲" });
      await keep({ title: "客户的邮件延迟，Outlook 无法登录" });

      expect(await find("郵件")).toEqual([1]);
      expect(await find("延遲")).toEqual([1]);
      expect(await find("遲")).toEqual([1]);
      expect(await find("客戶的郵件")).toEqual([1]);
      expect(await find("邮件")).toEqual([2]);
      expect(await find("outlook无法")).toEqual([2]);
      expect(await find("客")).toEqual([2, 1]);
      expect(await find("件郵")).toEqual([]);
    });

    test("a case is found by customer, domain and Microsoft's case number", async () => {
      await keep({ customer: { name: "Fabrikam Inc.", domain: "fabrikam.example" } });
      await keep({ microsoftCase: { number: "2401150040001234", filedAt: moment(0) } });

      expect(await find("fabrikam")).toEqual([1]);
      expect(await find("fabrikam.example")).toEqual([1]);
      expect(await find("2401150040001234")).toEqual([2]);
      expect(await find("24011500400")).toEqual([2]);
      expect(await find("24011500409")).toEqual([]);
    });

    test("a case is found by its product and state as they are called in every language", async () => {
      await keep({ product: "azure-vm", title: "first" });
      await keep({ product: "exchange-online", title: "second", state: "waiting_customer" });

      for (const text of ["Azure Virtual Machines", "虛擬機器", "虚拟机", "VM", "azure-vm", "虛擬"])
        expect([text, await find(text)]).toEqual([text, [1]]);
      for (const text of ["waiting customer", "waiting_customer", "等候客戶", "等待客户回复"])
        expect([text, await find(text)]).toEqual([text, [2]]);
      expect(await find("exchange waiting")).toEqual([2]);
      expect(await find("exchange first")).toEqual([]);
    });

    test("what is saved is found at once, and by what it says now", async () => {
      const record = await keep({ title: "mail is late" });
      expect(await find("late")).toEqual([1]);

      await store.saveTurn({
        key: sampleKey(),
        at: moment(1),
        updateRecord: { ...record, revision: 2, title: "mail is lost" },
        history: [sampleEntry({ field: "title" })],
      });

      expect(await find("late")).toEqual([]);
      expect(await find("lost")).toEqual([1]);
    });

    test("notes are found, also after later changes; other lines of the history are not", async () => {
      const record = await keep({});
      const add = (revision: number, note: string, field = "note") =>
        store.saveTurn({
          key: sampleKey(),
          at: moment(revision),
          updateRecord: { ...record, revision, updatedAt: moment(revision) },
          history: [sampleEntry({ field, new: note })],
        });
      await add(2, "restarted the connector");
      await add(3, "請客戶重新登入");
      await add(4, "secretive", "closingReason");

      expect(await find("connector")).toEqual([1]);
      expect(await find("登入")).toEqual([1]);
      expect(await find("secretive")).toEqual([]);
    });

    test("what was not saved is not found", async () => {
      const record = await keep({ title: "mail is late" });

      await store.saveTurn({
        key: sampleKey(),
        at: moment(1),
        updateRecord: { ...record, revision: 7, title: "never" },
      });

      expect(await find("never")).toEqual([]);
      expect(await find("late")).toEqual([1]);
    });

    test("the last changed come first, page after page, whatever is saved meanwhile", async () => {
      for (let minute = 0; minute < 7; minute += 1) await keep({ updatedAt: moment(minute) });
      const pages: (readonly number[])[] = [];
      for (let after: string | null = null; pages.length === 0 || after !== null;) {
        const page = await search("mail", { after, limit: 3 });
        pages.push(numbers(page));
        after = page.next;
        await keep({ updatedAt: moment(30) });
      }

      expect(pages).toEqual([[7, 6, 5], [4, 3, 2], [1]]);
    });

    test("a change brings a case to the top", async () => {
      const record = await keep({ updatedAt: moment(1) });
      await keep({ updatedAt: moment(2) });

      await store.saveTurn({
        key: sampleKey(),
        at: moment(3),
        updateRecord: { ...record, revision: 2, updatedAt: moment(3) },
      });

      expect(await find("mail")).toEqual([1, 2]);
    });

    test("nobody finds the cases of another tenant", async () => {
      await keep({ title: "here only" });
      await keep({ title: "there only" }, "fabrikam");

      expect(await find("only")).toEqual([1]);
      expect(await find("there")).toEqual([]);
      expect(await find("there", { tenantId: "fabrikam" })).toEqual([1]);
      expect(await find("only", { tenantId: "nobody" })).toEqual([]);
    });

    test("who may open only cases of their own finds those asked for and those taken", async () => {
      const bo = { id: "bo", name: "Bo" };
      await keep({});
      await keep({ requester: bo });
      await keep({ owner: bo });

      expect(await find("mail", { readableBy: "bo" })).toEqual([3, 2]);
      expect(await find("mail", { readableBy: "cy" })).toEqual([]);
      expect(await find("mail")).toEqual([3, 2, 1]);
    });

    test("each filter narrows the search", async () => {
      const verdict = { ...sampleRecord().verdict, severity: "A", outcome: "not_covered" } as const;
      await keep({});
      await keep({ state: "closed", product: "exchange-online" });
      await keep({ verdict, requester: { id: "bo", name: "Bo" } });
      await keep({ customer: { name: "Own", domain: "own.example" } });

      expect(await find("mail", { filter: { state: "closed" } })).toEqual([2]);
      expect(await find("mail", { filter: { product: "exchange-online" } })).toEqual([2]);
      expect(await find("mail", { filter: { severity: "A" } })).toEqual([3]);
      expect(await find("mail", { filter: { outcome: "not_covered", requesterId: "bo" } })).toEqual([3]);
      expect(await find("mail", { filter: { customerKey: "domain:own.example" } })).toEqual([4]);
      expect(await find("mail", { filter: { customerKey: "domain:own.example", state: "closed" } })).toEqual(
        [],
      );
    });

    test("a search among the cases of one customer finds the same, however many there are", async () => {
      const customer = { name: "Own", domain: "own.example" };
      const own = { filter: { customerKey: "domain:own.example" } };
      const closed = { filter: { ...own.filter, state: "closed", product: "teams" } };
      const bo = { id: "bo", name: "Bo" };
      await keep({ title: "late mail", customer, product: "teams", state: "closed" });
      await keep({ title: "late calls", customer, product: "teams", state: "closed", owner: bo });
      await keep({ title: "late mail", customer, product: "teams" });
      await keep({ title: "late mail", product: "teams", state: "closed" });
      expect(await find("late", closed)).toEqual([2, 1]);
      expect(await find("mail", closed)).toEqual([1]);
      expect(await find("late", { ...closed, readableBy: "bo" })).toEqual([2]);
      expect(await find("late", { filter: { ...closed.filter, severity: "A" } })).toEqual([]);
      const first = await search("late", { ...closed, limit: 1 });
      const last = await search("late", { ...closed, limit: 1, after: first.next });
      expect([numbers(first), numbers(last), last.next]).toEqual([[2], [1], null]);
      for (const text of ["PS-2 late", "teams late PS-2", "closed 2"])
        expect([text, await find(text, closed)]).toEqual([text, [2]]);
      expect(await find("exchange", closed)).toEqual([]);
      expect(await find("late", { ...closed, after: "elsewhere" })).toEqual([]);
      expect(await find("late", { ...closed, limit: 0 })).toEqual([]);
      expect(await find("late", { ...closed, tenantId: "fabrikam" })).toEqual([]);

      for (let more = 0; more < 100; more += 1)
        await keep({ title: "slow mail", customer, product: "teams" });

      expect(await find("late", closed)).toEqual([2, 1]);
      expect(await find("late", { ...closed, readableBy: "bo" })).toEqual([2]);
      expect((await find("mail", { ...own, limit: 200 })).length).toBe(102);
    });

    test.each(hostileTexts.map((text) => [JSON.stringify(text.slice(0, 20)), text.length, text]))(
      "%s of %d characters finds something or nothing, and is no error",
      async (_, __, text) => {
        await keep({ title: "Mail of one customer is late à" });

        const found = await find(text);

        expect([[], [1]]).toContainEqual(found);
      },
    );

    test("only what was typed is found by it: no text reaches a fact of the index", async () => {
      await keep({ state: "resolved", title: "quiet" });

      expect(await find("\u{f0001}\u{100001}")).toEqual([]);
      expect(await find("***")).toEqual([]);
    });

    test("nothing is found with a limit of nothing or behind a place nobody gave", async () => {
      await keep({});

      expect(await find("mail", { limit: 0 })).toEqual([]);
      expect(await find("mail", { limit: -1 })).toEqual([]);
      expect(await find("mail", { after: "elsewhere" })).toEqual([]);
      expect(await find("mail", { after: "-1" })).toEqual([]);
    });

    test("everything is found after reopening, where the data outlive the connection", async () => {
      await keep({ title: "kept for long" });
      if (opened.reopen === undefined) return;

      store = await opened.reopen();

      expect(await find("long")).toEqual([1]);
    });
  });
}
