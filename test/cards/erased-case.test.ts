import { createCardRenderer } from "../../src/cards/render-card";
import { createTextRenderer } from "../../src/cards/render-text";
import { textsOf } from "../../src/locales/texts";
import { toPseudonym } from "../../src/records/pseudonym";
import { languages } from "../../src/vocabulary";
import { audienceIn, kit, recordOf, verdictOf } from "./sample-views";

const pseudonym = toPseudonym("20c14893-7f04-4e5a-8a51-6c2c7e1b9d10");
const view = verdictOf(recordOf({}, { title: "", customer: { name: pseudonym } }));

test.each(languages)("in %s nobody is sent to look for a customer that was erased", (language) => {
  const card = JSON.stringify(createCardRenderer(kit)(view, audienceIn(language)));
  const words = createTextRenderer(kit).renderText(view, audienceIn(language));

  expect(pseudonym).toBe("erased-20c148937f04");
  expect(card.split(pseudonym)).toHaveLength(2);
  expect(words.split(pseudonym)).toHaveLength(2);
  expect(words).toContain(textsOf(language)("card.this_customer"));
});
