import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { nodesOf } from "./walk-card";

const folder = join(__dirname, "../../src/cards/templates");
const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
  file.endsWith(".json"),
);

const spoken = [
  "text",
  "title",
  "label",
  "placeholder",
  "errorMessage",
  "fallbackText",
  "lang",
  "speak",
  "value",
];

test.each(files)("%s has no text and no logic of its own", (file) => {
  const nodes = nodesOf(JSON.parse(readFileSync(join(folder, file), "utf8")));
  const texts = nodes.flatMap((node) => spoken.map((key) => node[key])).filter((text) => text !== undefined);
  const conditions = nodes
    .flatMap((node) => [node["$when"], node["$data"]])
    .filter((part) => part !== undefined);

  // A text is one value of the model, at most with a sign behind it.
  expect(texts.filter((text) => !/^"\$\{[\w$.]+\}( [▾▴])?"$/.test(JSON.stringify(text)))).toEqual([]);
  expect(conditions.filter((part) => !/^"\$\{(not\()?[\w$.]+\)?\}"$/.test(JSON.stringify(part)))).toEqual([]);
});
