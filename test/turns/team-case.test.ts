import { z } from "zod";
import { localTenantId } from "../../src/local-chat/people";
import { escalation } from "../support/cases";
import { wordsOf } from "../support/card-reader";
import { createChatter, type Chatter } from "../support/chatter";
import { atDesk, desk as deskId, flat, openDesk } from "../support/desk";
import { person, startTestApp, type TestApp } from "../support/test-app";
import { waitUntil } from "../support/wait-until";
import { walkDialog } from "../support/walk-dialog";

let product: TestApp;
let mei: Chatter;
let alex: Chatter;
let jordan: Chatter;

const InvokeAnswer = z.object({ statusCode: z.literal(200), value: z.unknown() });
const mine = person(0);
const otherDesk = "19:local-team-general@thread.tacv2";
const desk = (index: 0 | 1 | 2) => atDesk(product, person(index));
const findCase = () => product.app.store.findRecord(localTenantId, 1);

async function begin(settings: Readonly<Record<string, string>> = {}): Promise<void> {
  product = await startTestApp(settings);
  mei = createChatter(product, person(0));
  alex = createChatter(product, person(1));
  jordan = createChatter(product, person(2), { locale: "zh-TW" });
  await Promise.all([mei.open(), alex.open(), jordan.open()]);
}

async function meetCase(): Promise<void> {
  await mei.say("Nobody can send mail");
  await walkDialog(mei, escalation);
}

/** Nothing is on its way any more; the clock goes on, because the sender keeps Teams' pace by it. */
async function arrived(): Promise<void> {
  const filter = { states: ["pending", "sending"], tenantId: localTenantId, limit: 100 } as const;
  await waitUntil(
    async () => {
      const waiting = await product.app.store.listDeliveries(filter);
      if (waiting.length > 0) product.clock.now = new Date(product.clock.now.getTime() + 1000);
      return waiting;
    },
    (waiting) => waiting.length === 0,
  );
}

async function send(): Promise<void> {
  await openDesk(product, mine);
  await meetCase();
  await mei.click("record/send");
  await arrived();
}

afterEach(() => product.stop());

describe("a case sent to the team", () => {
  beforeEach(async () => {
    await begin();
    await send();
  });

  test("is one card in the channel, and the requester is told where it went", async () => {
    expect(flat(mei.last().words)).toContain("Sent to Escalations");
    expect(desk(1).cards()).toHaveLength(1);
    expect(desk(1).words()).toContain("PS-000001");
    expect(desk(1).words()).toContain("Severity A");
    expect(desk(1).words()).toContain("Nobody has this case yet");
    expect(await findCase()).toMatchObject({ state: "escalated", team: { routeId: "desk" } });
  });

  test("is not posted a second time", async () => {
    const { data } = { data: { record: 1 } };
    await product.connector.execute({
      person: mine,
      conversationId: mei.conversationId,
      messageId: mei.last().id,
      action: { verb: "record/send", data },
    });
    await arrived();
    expect(mei.last().words).toContain("already been sent");
    expect(desk(1).cards()).toHaveLength(1);
  });

  test("is taken by a colleague, and both cards say so", async () => {
    await desk(1).click("case/take");
    expect(desk(1).words()).toContain("You have this case now");
    await arrived();
    expect(desk(2).words()).toContain("Owner: Alex Rivera");
    expect(
      flat(
        mei
          .messages()
          .map(({ words }) => words)
          .join(" "),
      ),
    ).toContain("Owner: Alex Rivera");
    expect(await findCase()).toMatchObject({ owner: { name: "Alex Rivera" } });
  });

  test("tells the requester of what others did, and nobody of their own acts", async () => {
    await desk(1).click("case/take");
    await arrived();
    const told = (chatter: Chatter) => chatter.messages().filter(({ text }) => text.includes("changed PS-"));
    expect(told(mei)).toHaveLength(1);
    expect(told(mei)[0]?.text).toContain("Alex Rivera");
    expect(told(alex)).toHaveLength(0);

    await mei.say("PS-000001");
    await mei.openForm("note");
    await mei.click("record/note", { note: "The customer calls again" });
    await arrived();
    expect(told(mei)).toHaveLength(1);
    expect(told(alex)).toHaveLength(1);
  });

  test("is handed over to somebody who is known, and the new owner hears of it in their language", async () => {
    await desk(2).say("hello");
    await desk(1).click("case/take");
    await arrived();
    await desk(0).click("record/menu");
    await desk(0).click("record/form", {}, "Hand over");
    expect(
      desk(0)
        .inputs()[0]
        ?.choices.map(({ title }) => title),
    ).toContain("Mei Chen");
    await desk(0).click("case/hand_over", { newOwner: mine.aadObjectId });
    await arrived();
    expect(await findCase()).toMatchObject({ owner: { name: "Mei Chen" } });
    expect(alex.messages().at(-1)?.text).toContain("Mei Chen changed PS-000001");
  });

  test("is talked over with who asked, by what they sign in with and with the number in the message", async () => {
    const chat = product.connector.personalChatOf(mine);
    await waitUntil(
      () => product.app.store.findConversation(localTenantId, chat),
      (found) => found?.address === mine.email,
    );
    await desk(1).click("record/menu");
    const link = new URL(
      desk(1)
        .actions()
        .find(({ url }) => url !== "")?.url ?? "",
    );
    expect(link.origin + link.pathname).toBe("https://teams.microsoft.com/l/chat/0/0");
    expect(link.searchParams.get("users")).toBe(mine.email);
    expect(link.searchParams.get("message")).toBe("About PS-000001:");
    // Each person is read once, however much they write, and nobody's list of members ever.
    await mei.say("help");
    const { members, pagedMembers } = product.connector.counter.tally();
    expect([members, pagedMembers]).toEqual([0, 0]);
    const reads = product.connector.calls.filter(({ path }) => path.includes("/members/"));
    expect(reads.length).toBe(new Set(reads.map(({ path }) => path)).size);
  });

  test("is not handed over to a made-up person", async () => {
    await desk(0).click("record/menu");
    await desk(0).click("record/form", {}, "Hand over");
    await desk(0).click("case/hand_over", { newOwner: "somebody-else" });
    expect((await findCase())?.owner).toBeUndefined();
    expect(
      desk(0)
        .inputs()
        .map(({ id }) => id),
    ).toEqual(["newOwner"]);
  });

  test("that somebody else has is resolved by a lead of the setting", async () => {
    await desk(1).click("case/take");
    await arrived();
    await jordan.say("PS-000001");
    await jordan.openForm("state");
    await jordan.click("record/state", {
      newState: "resolved",
      closingReason: "solved_by_partner",
      note: "",
    });
    expect(await findCase()).toMatchObject({ state: "resolved", owner: { name: "Alex Rivera" } });
  });

  test("moves through its states, is resolved and reopened, and the chat's card keeps up", async () => {
    const card = mei.last().id;
    const chat = () => flat(mei.messages().find(({ id }) => id === card)?.words ?? "");
    await desk(1).click("case/take");
    await desk(1).click("record/form", {}, "Update state");
    await desk(1).click("record/state", { newState: "waiting_customer", closingReason: "", note: "" });
    await arrived();
    expect(desk(1).words()).toContain("Waiting for the customer");
    expect(chat()).toContain("Waiting for the customer");

    await desk(1).click("record/form", {}, "Resolve");
    expect(desk(1).inputs()).toMatchObject([{ id: "newState", value: "resolved" }, {}, {}]);
    await desk(1).click("record/state", {
      newState: "resolved",
      closingReason: "solved_by_partner",
      note: "",
    });
    await arrived();
    expect(desk(2).words()).toContain("Resolved");
    expect(chat()).toContain("Resolved");

    await desk(2).click("record/form", {}, "Reopen");
    await desk(2).click("record/state", { newState: "open", closingReason: "", note: "" });
    await arrived();
    expect(await findCase()).toMatchObject({ state: "open" });
    expect(chat()).not.toContain("Resolved · ");
  });

  test("refuses with the reason what a colleague may not do with somebody's case", async () => {
    await desk(2).click("case/take");
    await arrived();
    const outcome = await desk(1).click("record/form", {}, "Resolve");
    expect(outcome.kind).toBe("card");
    expect(desk(1).words()).toContain("This case is with Jordan Blake");
    expect(await findCase()).toMatchObject({ state: "escalated" });
  });

  test("gets a note from the thread of its card, and shows notes of the chat there", async () => {
    await desk(1).say("Called the customer, they wait");
    await arrived();
    expect(desk(1).posts().at(-1)?.text).toContain("Added to PS-000001");
    await mei.say("PS-000001");
    expect(mei.last().words).toContain("Called the customer, they wait");

    await mei.openForm("note");
    await mei.click("record/note", { note: "Their second line works" });
    await arrived();
    const reply = desk(1).posts().at(-1);
    expect(reply?.text).toContain("Their second line works");
    expect(reply?.threadId).toBe(desk(1).cards()[0]?.id);
  });

  test("takes no note from a thread that is not its own, whatever number stands in the words", async () => {
    const { connector } = product;
    const text = `<at>${connector.bot.name}</at> PS-000001 is solved`;
    await connector.sendText({ person: person(1), conversationId: deskId, text });
    await arrived();
    expect(await findCase()).toMatchObject({ revision: 2 });
  });

  test("is beyond the reach of another channel and of a made-up number", async () => {
    await openDesk(product, mine, { id: "other", conversationId: otherDesk, isCatchAll: false, position: 1 });
    await product.app.store.saveTurn({
      key: { tenantId: localTenantId, userId: "x", conversationId: otherDesk, activityId: "post" },
      at: product.clock.now.toISOString(),
      deliveries: [
        {
          key: "card",
          conversationId: otherDesk,
          kind: "post",
          body: { what: "record", record: 1 },
          record: null,
          causedBy: null,
          priority: "normal",
        },
      ],
    });
    await arrived();
    const outcome = await atDesk(product, person(1), otherDesk).click("case/take");
    expect(outcome).toMatchObject({ kind: "notice" });
    expect(await desk(1).forge("case/take", { record: 999 })).toMatchObject({ kind: "notice" });
    expect((await findCase())?.owner).toBeUndefined();
  });

  test("has one owner after fifty clicks of five people at once; the others are told who it is", async () => {
    const more = ["d1", "d2"].map((id) => ({
      ...mine,
      aadObjectId: id,
      id: `29:${id}`,
      name: `Person ${id}`,
    }));
    const people = [mine, person(1), person(2), ...more];
    for (const one of people) await atDesk(product, one).click("record/menu");
    const menus = product.connector.deliveries.slice(-people.length);
    const take = async (click: number): Promise<{ readonly status: number; readonly words: string }> => {
      const action = { type: "Action.Execute", verb: "case/take", data: { record: 1 } };
      const activity = { ...menus[click % 5], id: `click-${click}`, value: { action, trigger: "manual" } };
      const answer = await fetch(`${product.origin}/api/messages`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(activity),
      });
      const body = InvokeAnswer.parse(await answer.json());
      return { status: answer.status, words: flat(wordsOf(body.value)) };
    };

    const answers = await Promise.all(Array.from({ length: 50 }, (_, click) => take(click)));

    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    const history = await product.app.store.readHistory(localTenantId, 1);
    const [taken, ...again] = history.filter(({ field }) => field === "owner");
    expect(again).toEqual([]);
    const winner = taken?.by.name ?? "";
    const count = (part: string): number => answers.filter(({ words }) => words.includes(part)).length;
    expect([count("You have this case now"), count("You have this case already")]).toEqual([1, 9]);
    expect(count(`This case is with ${winner}`)).toBe(40);
    await arrived();
    for (const one of people) expect(atDesk(product, one).words()).toContain(`Owner: ${winner}`);
  });

  test("changes once for a click and a note that are delivered four times, twice under a new id", async () => {
    await desk(1).click("case/take");
    await again();
    await desk(1).click("record/form", {}, "Add note");
    await desk(1).click("record/note", { note: "Once only" });
    await again();
    await desk(1).say("Said once");
    await again();
    await arrived();
    const history = await product.app.store.readHistory(localTenantId, 1);
    expect(history.filter(({ field }) => field === "owner")).toHaveLength(1);
    expect(history.filter(({ field }) => field === "note").map((line) => line.new)).toEqual([
      "Once only",
      "Said once",
    ]);
  });

  test("changes once for everything that is delivered four times, twice under a new id", async () => {
    await desk(1).click("case/take");
    await again();
    await desk(1).click("record/menu");
    await desk(1).click("record/form", {}, "Add case number");
    await desk(1).click("record/file", { caseNumber: "2611200040001234", filedDate: "", filedTime: "" });
    await again();
    await desk(1).click("record/menu");
    await desk(1).click("record/form", {}, "Hand over");
    await desk(1).click("case/hand_over", { newOwner: mine.aadObjectId });
    await again();
    await desk(0).click("record/form", {}, "Resolve");
    const solved = { newState: "resolved", closingReason: "solved_by_microsoft", note: "" };
    await desk(0).click("record/state", solved);
    await again();
    await desk(0).click("record/form", {}, "Reopen");
    await desk(0).click("record/state", { newState: "open", closingReason: "", note: "" });
    await again();
    await arrived();

    const record = await findCase();
    // Sent, taken, filed, handed over, resolved, reopened: a revision each.
    expect(record).toMatchObject({ revision: 7, state: "open", owner: { name: mine.name } });
    const history = await product.app.store.readHistory(localTenantId, 1);
    const fields = history
      .filter(({ revision }) => (revision ?? 0) > 2)
      .map(({ field, new: to }) => `${field} ${to ?? ""}`);
    expect(new Set(fields).size).toBe(fields.length);
    expect(desk(1).cards()).toHaveLength(1);
    const told = alex.messages().filter(({ text }) => text.includes("changed PS-"));
    expect(told).toHaveLength(0);
  });

  test("does not flood a person: ten messages a minute, then the newest is edited", async () => {
    for (let count = 0; count < 14; count += 1) await desk(1).say(`Note ${count}`);
    await arrived();
    const told = mei.messages().filter(({ text }) => text.includes("changed PS-"));
    expect(told).toHaveLength(10);
    expect(told.at(-1)?.text).toContain("Note 13");
    expect(told.at(-1)?.text).toContain("Much is changing");
  });
});

/** Delivers the newest activity three times more. */
async function again(): Promise<void> {
  const { connector } = product;
  const id = connector.deliveries.at(-1)?.id ?? "";
  await connector.redeliver(id, { newId: false });
  await connector.redeliver(id, { newId: true });
  await connector.redeliver(id, { newId: true });
}

describe("sending", () => {
  test("without a route says whom to ask, and changes nothing", async () => {
    await begin();
    await meetCase();
    await mei.click("record/send");
    expect(mei.last().words).toContain("Ask a lead");
    expect(await findCase()).toMatchObject({ state: "open", revision: 1 });
  });

  test("happens by itself where the route says so, in the channel's language and with the mention", async () => {
    await begin();
    await openDesk(product, mine, {
      sendsAtOnce: true,
      language: "zh-TW",
      zone: "Asia/Taipei",
      mentions: [{ person: { id: person(2).id, name: person(2).name }, severities: ["A"] }],
    });
    await meetCase();
    await arrived();
    expect(desk(1).words()).toContain("還沒有人負責");
    expect(flat(wordsOf(desk(1).cards()[0]?.cards[0]))).toContain("(Asia/Taipei)");
    expect(desk(1).posts().at(-1)?.text).toContain("@Jordan Blake PS-000001");
    expect(await findCase()).toMatchObject({ state: "escalated", revision: 1 });
  });

  test("lets the channel work on a case although cases are their requesters' own", async () => {
    await begin({ CASE_ACCESS: "own" });
    await send();
    await alex.say("PS-000001");
    expect(alex.last().words).toContain("I find no case");
    await desk(1).click("case/take");
    expect(desk(1).words()).toContain("You have this case now");
  });
});
