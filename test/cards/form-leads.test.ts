import { createCardRenderer } from "../../src/cards/render-card";
import type { View } from "../../src/views";
import { languages } from "../../src/vocabulary";
import { audienceIn, kit, viewsIn } from "./sample-views";
import { nodesOf, nodesOfType } from "./walk-card";

const render = createCardRenderer(kit);

/** The spacing of the lines between the heading, with its notice if there is one, and what is asked. */
function spacingsOf(view: View): readonly unknown[] {
  const [card] = nodesOf(render(view, audienceIn("en")));
  const body = Array.isArray(card?.["body"]) ? card["body"] : [];
  return body.flatMap((node: unknown) =>
    nodesOfType([node], "RichTextBlock", "Container")[0]?.["type"] === "RichTextBlock"
      ? [nodesOf(node)[0]?.["spacing"]]
      : [],
  );
}

test.each(languages)("in %s the line after a notice keeps its distance from the strip", (language) => {
  const note = viewsIn(language)["formNote"];
  if (note?.kind !== "form") throw new Error("there is no form for a note");

  expect(spacingsOf(note)).toEqual(["Small", "Small"]);
  expect(spacingsOf({ ...note, notice: { key: "changed_meanwhile" } })).toEqual(["Medium", "Small"]);
});
