import { z } from "zod";
import { createCardRenderer } from "../../src/cards/render-card";
import { sayNoted, sayTold } from "../../src/cards/told-words";
import { textsOf } from "../../src/locales/texts";
import { languages } from "../../src/vocabulary";
import { audienceIn, history, kit, recordOf, viewsIn } from "./sample-views";
import { buttonsOf, nodesOfType } from "./walk-card";

const render = createCardRenderer(kit);
const draw = (name: string, language: (typeof languages)[number] = "en") => {
  const view = viewsIn(language)[name];
  if (view === undefined) throw new Error(`no sample ${name}`);
  return render(view, audienceIn(language));
};
const verbs = (name: string) =>
  buttonsOf(draw(name)).map(({ verb, url }) => verb ?? String(url).slice(0, 36));

test("a case nobody has is offered to be taken; one that somebody has, to be resolved", () => {
  expect(verbs("team_new")).toContain("case/take");
  expect(verbs("team_taken")).not.toContain("case/take");
  expect(buttonsOf(draw("team_taken")).map(({ title }) => title)).toContain("Resolve");
  expect(buttonsOf(draw("team_settled")).map(({ title }) => title)).toContain("Reopen");
});

test.each(languages)("says severity in %s in a word, with a sign and a colour", (language) => {
  const [band] = nodesOfType(draw("team_new", language), "Container");
  expect(band?.["style"]).toBe("attention");
  expect(JSON.stringify(band)).toContain("‼");
});

test("the number of a case stands once in its head", () => {
  for (const name of ["team_new", "team_filed", "team_settled"]) {
    const [band] = nodesOfType(draw(name), "Container");
    expect([name, JSON.stringify(band).split("PS-000123").length - 1]).toEqual([name, 1]);
  }
});

test("shows the first response clock, the missing evidence and Microsoft's number", () => {
  expect(JSON.stringify(draw("team_new"))).toContain("first response");
  expect(JSON.stringify(draw("team_new"))).toContain("Missing:");
  expect(JSON.stringify(draw("team_filed"))).toContain("2611210010");
});

test("says through which door and by when, and what was decided only once", () => {
  const wordsOf = (name: string): string =>
    nodesOfType(draw(name), "RichTextBlock")
      .map(({ inlines }) => z.array(z.object({ text: z.string() })).parse(inlines))
      .map((runs) => runs.map(({ text }) => text).join(""))
      .join("\n");
  const fresh = wordsOf("team_new");
  expect(fresh).toContain("Through: Microsoft 365 admin center, opened from Partner Center · File a ticket");
  expect(fresh).toContain("(not a fix) · If filed now");
  // The heading says it.
  expect(fresh).not.toContain("escalate this");
  expect(wordsOf("team_settled")).toContain(" · Verdict: You may escalate this to Microsoft · File a ticket");
});

test.each(["zh-TW", "zh-CN"] as const)("the rule stands in the brackets of %s", (language) => {
  const card = JSON.stringify(draw("team_new", language));
  expect(card).toContain("。（P-39）");
  expect(card).not.toMatch(/[。，）] ?\(/);
});

test("opens a chat with the requester, with the number typed in already", () => {
  const chat = buttonsOf(draw("team_menu")).find(({ url }) => String(url).includes("/l/chat/0/0"));
  expect(chat?.["url"]).toBe(
    "https://teams.microsoft.com/l/chat/0/0?tenantId=t-1&users=mei.chen%40partner.example&message=About%20PS-000123%3A",
  );
});

test.each(languages)("of people whose names were removed it says just that in %s", (language) => {
  const view = viewsIn(language)["team_taken"];
  if (view?.kind !== "team_case") throw new Error("no sample of a case in a channel");
  const nobody = { id: "", name: "" };
  const record = { ...view.record, requester: nobody, owner: nobody };

  const card = JSON.stringify(render({ ...view, record }, audienceIn(language)));
  expect(card.split(textsOf(language)("tab.name_removed")).length - 1).toBe(2);
});

test.each(languages)("what others did is told in %s in plain words", (language) => {
  const by = { id: "oid-bo", name: "Bo\u202e <at>Li</at>" };
  const lines = history.map((line) => ({ ...line, by }));
  const said = sayTold(kit, { record: recordOf(), lines, isOneOfMany: true }, audienceIn(language));
  expect(said).toContain("PS-000123");
  expect(said).not.toMatch(/\u202e|\{\{|undefined/);
  expect(said.length).toBeLessThan(4000);
});

test("a note in the thread is the note alone, with whose it is", () => {
  const [line] = history;
  if (line === undefined) throw new Error("the history has lines");
  const lines = [{ ...line, field: "note", new: "One\nTwo" }];
  expect(sayNoted(kit, { record: recordOf(), lines }, audienceIn("en"))).toMatch(
    /added a note to PS-000123:\nOne\nTwo$/,
  );
});
