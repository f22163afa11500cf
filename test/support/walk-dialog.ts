import type { BotMessage, Chatter } from "./chatter";

/** Answers card after card by input id until no page is asked any more; tells how many cards it took. */
export async function walkDialog(
  chatter: Chatter,
  answers: Readonly<Record<string, string>>,
  extra: Readonly<Record<string, string>> = {},
): Promise<number> {
  for (let cards = 0; cards <= 5; cards += 1) {
    const page = chatter.last();
    if (!page.actions.some(({ verb }) => verb === "intake/answer")) return cards;
    await chatter.click("intake/answer", inputsFor(page, { ...answers, ...extra }));
  }
  throw new Error("no verdict after five cards");
}

/** What a person fills into a page: an answer where there is one, else what the card presets. */
export function inputsFor(
  page: BotMessage,
  answers: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(page.inputs.map(({ id, value }) => [id, answers[id] ?? value]));
}
