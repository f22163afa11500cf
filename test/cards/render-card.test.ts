import type * as AdaptiveCards from "adaptivecards";
import { z } from "zod";
import { createCardRenderer } from "../../src/cards/render-card";
import { languages } from "../../src/vocabulary";
import { audienceIn, catalogue, customersOf, kit, productsIn, questionsOf, viewsIn } from "./sample-views";
import { buttonsOf, executesOf, nodesOf, nodesOfType, shapeOf } from "./walk-card";

// The bundle: the library's single files expect a browser.
const { AdaptiveCard, SerializationContext, Versions } = jest.requireActual<typeof AdaptiveCards>(
  "adaptivecards/dist/adaptivecards.js",
);

const render = createCardRenderer(kit);
const inputTypes = ["Input.Text", "Input.ChoiceSet", "Input.Date", "Input.Time"];

const cases = languages.flatMap((language) =>
  Object.entries(viewsIn(language)).map(([name, view]) => ({
    language,
    name,
    view,
    card: render(view, audienceIn(language)),
  })),
);

describe.each(cases)("the card $name in $language", ({ card, language, name }) => {
  test("is schema 1.5 and parses without a complaint", () => {
    const parsed = new AdaptiveCard();
    const context = new SerializationContext(Versions.v1_5);
    parsed.parse(card, context);

    const complaints = Array.from(
      { length: context.eventCount },
      (_, index) => context.getEventAt(index).message,
    );
    // This library takes languages of two letters only and ignores others; zh alone would bring the wrong glyphs.
    expect(complaints.filter((complaint) => !complaint.endsWith('for property "lang".'))).toEqual([]);
    expect(parsed.validateProperties().validationEvents.map(({ message }) => message)).toEqual([]);
    expect(card).toMatchObject({ type: "AdaptiveCard", version: "1.5", lang: language });
    expect(card["fallbackText"]).toEqual(expect.stringMatching(/\S/));
  });

  test("is filled completely: no expression, no null, no undefined, no {{placeholder}}", () => {
    const json = JSON.stringify(card);

    expect(json).not.toMatch(/\$\{|\$when|\$data|\[object|undefined|\{\{|\ue000/);
    expect(nodesOf(card).flatMap((node) => Object.values(node).filter((value) => value === null))).toEqual(
      [],
    );
  });

  test("fits: at most 28,000 characters and six buttons", () => {
    expect(JSON.stringify(card).length).toBeLessThan(28_000);
    expect(buttonsOf(card).length).toBeLessThanOrEqual(6);
  });

  test("begins with a heading, and every text wraps", () => {
    const texts = nodesOfType(card, "TextBlock");

    expect(nodesOfType(card, "TextBlock", "RichTextBlock", ...inputTypes)[0]).toMatchObject({
      style: "heading",
    });
    expect(texts.filter(({ wrap }) => wrap !== true)).toEqual([]);
    expect(texts.filter(({ text }) => typeof text !== "string" || text.trim() === "")).toEqual([]);
  });

  test("gives each input a label and a word for what is wrong", () => {
    for (const input of nodesOfType(card, ...inputTypes)) {
      expect(input["label"]).toEqual(expect.stringMatching(/\S/));
      expect(input["errorMessage"]).toEqual(expect.stringMatching(/\S/));
      expect(typeof input["isRequired"]).toBe("boolean");
    }
  });

  test("has for each click a fallback that sends the same", () => {
    for (const { verb, data, title, style, associatedInputs, fallback } of executesOf(card)) {
      expect(verb).toEqual(
        expect.stringMatching(
          /^(intake|profile|record|case|cases|help|language|report|route|subject)\/[a-z_]+$/,
        ),
      );
      expect(title).toEqual(expect.stringMatching(/\S/));
      expect(fallback).toEqual({
        type: "Action.Submit",
        title,
        data: { ...z.record(z.string(), z.unknown()).parse(data), verb },
        associatedInputs,
        style,
        msTeams: { feedback: { hide: true } },
      });
    }
  });

  test("lets only the answer itself be checked for gaps", () => {
    const sending = executesOf(card).filter(({ associatedInputs }) => associatedInputs !== "none");

    expect(sending.length).toBe(nodesOfType(card, ...inputTypes).length > 0 ? 1 : 0);
    expect(name === "ask" ? 1 : sending.length).toBeLessThanOrEqual(1);
  });

  test("has short button titles", () => {
    for (const { type, title } of buttonsOf(card)) {
      expect(String(title).length).toBeLessThanOrEqual(type === "Action.OpenUrl" ? 45 : 20);
    }
  });

  test("leaves Teams only to https addresses and says so", () => {
    for (const { url, title } of nodesOfType(card, "Action.OpenUrl")) {
      expect(url).toEqual(expect.stringMatching(/^https:\/\//));
      expect(title).toEqual(expect.stringMatching(/^↗ /));
    }
  });

  test("toggles only what is there", () => {
    const ids = nodesOf(card).map(({ id }) => id);
    const targets = nodesOfType(card, "Action.ToggleVisibility").flatMap(
      ({ targetElements }) => targetElements,
    );

    expect(targets.filter((target) => !ids.includes(target))).toEqual([]);
  });
});

test.each(Object.keys(viewsIn("en")))("%s has the same structure in every language", (name) => {
  const [english, ...others] = cases
    .filter((sample) => sample.name === name)
    .map(({ card }) => shapeOf(card));

  for (const other of others) expect(other).toEqual(english);
});

test("inputs carry the question's id, its values and what was typed", () => {
  const [title, customer] = questionsOf(1, "en");
  if (title === undefined || customer === undefined) throw new Error("page 1 begins with title and customer");
  const page = viewsIn("en")["page1"];
  if (page?.kind !== "page") throw new Error("page1 is a page");
  const typed = { ...title, value: "Mail is late" };
  const chosen = { ...customer, value: customer.options[1]?.value ?? "" };
  const card = render({ ...page, questions: [typed, chosen] }, audienceIn("en"));

  expect(nodesOfType(card, "Input.Text")).toMatchObject([{ id: "title", value: "Mail is late" }]);
  expect(nodesOfType(card, "Input.ChoiceSet")).toMatchObject([
    {
      id: "customer",
      style: "filtered",
      value: chosen.value,
      choices: customer.options.map(({ value }) => ({ value })),
    },
  ]);
});

test("a value that is no longer offered is left open, and a list without choices is left out", () => {
  const page = viewsIn("en")["page1"];
  if (page?.kind !== "page") throw new Error("page1 is a page");
  const [, customer, , product] = page.questions;
  if (customer === undefined || product === undefined)
    throw new Error("page 1 asks for customer and product");
  const questions = [
    { ...customer, options: [] },
    { ...product, value: "gone" },
  ];
  const card = render({ ...page, questions }, audienceIn("en"));

  expect(nodesOfType(card, "Input.ChoiceSet")).toMatchObject([{ id: "product", value: "" }]);
});

test("a picker whose list is longer than a card looks it up, and still offers what fits", () => {
  const page = viewsIn("en")["page1"];
  if (page?.kind !== "page") throw new Error("page1 is a page");
  const questions = page.questions.map((question) =>
    question.id === "customer" ? { ...question, dataset: "customers" as const } : question,
  );
  const card = render({ ...page, questions }, audienceIn("en"));
  const [customers] = nodesOfType(card, "Input.ChoiceSet").filter(({ id }) => id === "customer");

  expect(customers).toMatchObject({
    style: "filtered",
    "choices.data": { type: "Data.Query", dataset: "customers" },
  });
  expect(z.array(z.unknown()).parse(customers?.["choices"])).toHaveLength(3);
});

test("all products and a hundred customers fit on one card", () => {
  const page = viewsIn("zh-TW")["page1"];
  if (page?.kind !== "page") throw new Error("page1 is a page");
  const questions = page.questions.map((question) => {
    if (question.id === "customer") return { ...question, options: customersOf(100) };
    return question.id === "product" ? { ...question, options: productsIn("zh-TW") } : question;
  });
  const card = render({ ...page, questions }, audienceIn("zh-TW"));
  const [customers, products] = nodesOfType(card, "Input.ChoiceSet").filter(
    ({ style }) => style === "filtered",
  );

  expect(customers?.["choices"]).toHaveLength(100);
  expect(products?.["choices"]).toHaveLength(catalogue.products.length);
  expect(JSON.stringify(card).length).toBeLessThan(28_000);
});
