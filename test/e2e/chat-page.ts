import type { Locator, Page } from "playwright-core";
import { loadCatalogue } from "../../src/catalogue/catalogue";
import { textsOf } from "../../src/locales/texts";
import type { Language } from "../../src/vocabulary";
import { waitUntil } from "../support/wait-until";

const catalogue = loadCatalogue();
export const locales = { en: "en-US", "zh-TW": "zh-TW", "zh-CN": "zh-CN" } as const satisfies Record<
  Language,
  string
>;

/** A card as a person uses it. */
export interface CardPage {
  /** Fills the inputs of the card that have an answer, and sends it. */
  answerCard(answers: Readonly<Record<string, string>>): Promise<void>;
  press(name: string | RegExp): Promise<void>;
  words(): Promise<string>;
}

/** The local chat as a person uses it: words into the composer, answers into the newest card. */
export interface ChatPage extends CardPage {
  readonly newestCard: Locator;
  say(text: string): Promise<void>;
}

export function createChatPage(page: Page, language: Language): ChatPage {
  const pane = page.getByTestId("pane-chat");
  const newestCard = pane.locator("[data-from=bot] .card").last();
  return {
    newestCard,
    async say(text) {
      // Not their number: earlier ones may be drawn meanwhile.
      const before = pane.locator("[data-from=bot]").last();
      const id = (await before.getAttribute("data-message-id")) ?? "";
      await pane.getByTestId("composer-input").fill(text);
      await pane.getByTestId("composer-input").press("Enter");
      await pane.locator(`[data-message-id="${id}"] ~ [data-from=bot]`).first().waitFor();
    },
    ...createCardPage(newestCard, language),
  };
}

/** The same for a card that stands anywhere, such as in a dialog. */
export function createCardPage(card: Locator, language: Language): CardPage {
  const say = textsOf(language);
  return {
    async answerCard(answers) {
      const before = await card.innerText();
      for (const [id, value] of Object.entries(answers))
        await fill(card.locator(`[id="${id}"]`), id, value, language);
      await card.getByRole("button", { name: say("card.action.continue") }).click();
      await changed(card, before);
    },
    async press(name) {
      const before = await card.innerText();
      await card.getByRole("button", { name }).first().click();
      await changed(card, before);
    },
    words: () => card.innerText(),
  };
}

async function fill(input: Locator, id: string, value: string, language: Language): Promise<void> {
  if ((await input.count()) === 0) return;
  if (id === "product") return choose(input, catalogue.find(value)?.name[language] ?? value);
  if ((await input.locator("select").count()) > 0) await input.locator("select").selectOption(value);
  else if ((await input.locator("input[type=radio]").count()) > 0)
    await input.locator(`input[value="${value}"]`).press("Space");
  else await input.locator("input, textarea").fill(value);
}

/** Types into a filtered list and takes the first choice, by keyboard alone. */
async function choose(input: Locator, name: string): Promise<void> {
  const box = input.getByRole("combobox");
  await box.fill(name);
  await input.getByRole("option").first().waitFor();
  await box.press("Enter");
}

async function changed(card: Locator, before: string): Promise<void> {
  await waitUntil(
    () => card.innerText(),
    (words) => words !== before,
  );
}
