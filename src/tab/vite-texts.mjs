// `virtual:texts/<language>`: the sentences of src/locales the tab says, flat, so that a person loads one language
// and nothing that only a card says.
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Sections of a locale the tab says; `tab` is its own. */
const sections = ["tab", "state", "severity"];

const prefix = "virtual:texts/";
const languages = ["en", "zh-TW", "zh-CN"];

/** The plugin; `source` is the folder src. */
export function texts(source) {
  return {
    name: "partner-support-texts",
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : null),
    load(id) {
      if (!id.startsWith(`\0${prefix}`)) return null;
      const language = id.slice(prefix.length + 1);
      if (!languages.includes(language)) return null;
      return `export default ${JSON.stringify(readTexts(source, language))}`;
    },
  };
}

function readTexts(source, language) {
  const locale = JSON.parse(readFileSync(join(source, "locales", `${language}.json`), "utf8"));
  const products = JSON.parse(readFileSync(join(source, "catalogue/products.json"), "utf8"));
  return {
    ...Object.fromEntries(sections.flatMap((section) => flatten(locale[section] ?? {}, section))),
    ...Object.fromEntries(products.map(({ id, name }) => [`product.${id}`, name[language]])),
  };
}

function flatten(node, prefix) {
  return Object.entries(node).flatMap(([key, value]) =>
    typeof value === "string" ? [[`${prefix}.${key}`, value]] : flatten(value, `${prefix}.${key}`),
  );
}
