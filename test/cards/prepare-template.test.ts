import { Template } from "adaptivecards-templating";
import { cardTemplates, type ExpandCard } from "../../src/cards/expand-card";
import { prepareTemplate } from "../../src/cards/prepare-template";
import { createCardRenderer } from "../../src/cards/render-card";
import { languages } from "../../src/vocabulary";
import { audienceIn, kit, viewsIn } from "./sample-views";

/** The library whose language the templates are written in. */
function expandByLibrary(template: unknown, model: object): unknown {
  return new Template(template).expand({ $root: model });
}

describe.each(languages)("cards in %s", (language) => {
  const views = viewsIn(language);

  test.each(Object.keys(views))("%s is filled as the library fills it", (name) => {
    const view = views[name];
    if (view === undefined) throw new Error("no such view");
    const libraryCards: unknown[] = [];
    const expand: ExpandCard = (template, model) => {
      libraryCards.push(expandByLibrary(cardTemplates[template], model));
      return { type: "AdaptiveCard" };
    };
    createCardRenderer(kit, expand)(view, audienceIn(language));

    expect(JSON.stringify(libraryCards)).toBe(
      JSON.stringify([createCardRenderer(kit)(view, audienceIn(language))]),
    );
  });
});

const model = {
  yes: true,
  no: false,
  count: 3,
  text: "a ${yes} b",
  deep: { er: "down" },
  list: [{ text: "one" }, { text: "two" }],
  none: [],
  mixed: [{ isShown: true }, { isShown: false }],
};

test.each<[string, unknown]>([
  ["what says nothing of the model", { a: [1, "b", { c: null }], d: true }],
  [
    "values with their types",
    { a: "${yes}", b: "${count}", c: "${list}", d: "${deep.er}", e: "${$root.deep}" },
  ],
  ["a value among words", { a: "${deep.er} ▾", b: "n ${count}" }],
  ["text that looks like an expression", { a: "${text}" }],
  [
    "elements left out",
    {
      a: [
        { $when: "${yes}", b: 1 },
        { $when: "${no}", b: 2 },
        { $when: "${not(no)}", b: 3 },
      ],
    },
  ],
  [
    "elements repeated",
    {
      a: [
        { $data: "${list}", b: "${text}", c: "${$root.count}" },
        { $data: "${none}", b: 1 },
      ],
    },
  ],
  ["elements repeated and left out", { a: [{ $data: "${mixed}", $when: "${isShown}", b: 1 }] }],
])("%s: the same as by the library", (_name, template) => {
  expect(prepareTemplate(template)(model)).toEqual(expandByLibrary(template, model));
});

test.each<[string, unknown]>([
  ["${if(yes, 1, 2)}", { a: "${if(yes, 1, 2)}" }],
  ["two values in one text", { a: "${count} ${count}" }],
  ["a condition that is no expression", { a: [{ $when: true }] }],
  ["a condition outside of a list", { a: { $when: "${yes}" } }],
])("%s is refused when the program starts", (_name, template) => {
  expect(() => prepareTemplate(template)).toThrow(TypeError);
});
