import { z } from "zod";
import { loadLinks } from "../../src/links/links";
import { locales } from "../../src/locales/texts";
import { loadSteps } from "../../src/policy/steps";
import { languages } from "../../src/vocabulary";

const Sentences = z.record(z.string(), z.string().min(1));
const Texts = z.object({ link: Sentences, menu: Sentences, step: Sentences });

const links = [...loadLinks().byId.values()];
const steps = loadSteps().byId;

function placeholders(text = ""): readonly string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? "").sort();
}

function sorted(keys: Iterable<string>): readonly string[] {
  return [...new Set(keys)].sort();
}

describe.each(languages)("the texts of links and steps in %s", (language) => {
  const { link, menu, step } = Texts.catch({ link: {}, menu: {}, step: {} }).parse(locales[language]);

  test("name every place, and none besides", () => {
    expect(sorted(Object.keys(link))).toEqual(sorted(links.map(({ label }) => label)));
  });

  test("fit a button", () => {
    expect(Object.values(link).filter((text) => text.length > 40)).toEqual([]);
  });

  test("describe every menu path, and none besides", () => {
    const used = links.flatMap((one) =>
      typeof one.menu === "object" ? Object.values(one.menu) : (one.menu ?? []),
    );

    expect(sorted(Object.keys(menu))).toEqual(sorted(used));
  });

  test("have every step with exactly the values it needs, and none besides", () => {
    const named = Object.fromEntries(Object.entries(step).map(([id, text]) => [id, placeholders(text)]));
    const needed = Object.fromEntries([...steps].map(([id, { needs }]) => [id, [...needs].sort()]));

    expect(named).toEqual(needed);
  });
});
