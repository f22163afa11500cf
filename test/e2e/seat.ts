import { readFileSync } from "node:fs";
import type { Browser, Locator, Page } from "playwright-core";
import type { Language } from "../../src/vocabulary";
import { fillInput } from "./card-tools";
import { type ChatPage, createCardPage, createChatPage, locales } from "./chat-page";

/** A card as somebody uses it who fills in what they want to change. */
export interface CardHands {
  /** Chooses by what stands on the card: the name of a person, a value of a list, words. */
  fill(values: Readonly<Record<string, string>>): Promise<void>;
  press(name: string): Promise<void>;
  words(): Promise<string>;
}

/** One person before a page of their own, with the chat and a channel side by side. */
export interface Seat {
  readonly page: Page;
  readonly chat: ChatPage & { messages(): Promise<readonly string[]> };
  readonly channel: Locator;
  /** Writes into the channel, beside all threads. */
  post(text: string): Promise<void>;
  /** Answers in the thread of a case. */
  reply(number: string, text: string): Promise<void>;
  /** Does something while the channel is seen on a narrow screen. */
  onPhone(work: () => Promise<void>): Promise<void>;
  threadOf(number: string): Locator;
  cardInChat(number: string): Locator;
  cardInChannel(number: string): Locator;
  inChat(number: string): CardHands;
  inChannel(number: string): CardHands;
  newestInChannel(): CardHands;
}

export interface SeatOptions {
  readonly browser: Browser;
  readonly address: string;
  readonly language: Language;
  /** Their place among the people of the local chat. */
  readonly person: number;
  /** The place of the channel in the list. */
  readonly channel: number;
}

const desktop = { width: 1366, height: 1000 };

/** Opens a page, chooses person, language and channel, and loads axe. */
export async function openSeat({
  browser,
  address,
  language,
  person,
  channel: at,
}: SeatOptions): Promise<Seat> {
  const context = await browser.newContext({
    bypassCSP: true,
    viewport: desktop,
    reducedMotion: "reduce",
    timezoneId: "Asia/Taipei",
  });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  await page.goto(address);
  await page.getByTestId("language").selectOption(locales[language]);
  await page.getByTestId("theme-light").click();
  await page.evaluate(readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
  await page.getByTestId("person-option").nth(person).click();
  const pane = page.getByTestId("pane-chat");
  const channel = page.getByTestId("pane-channel");
  await pane.locator("[data-from=bot]").first().waitFor();
  await page.getByTestId("channel-option").nth(at).click();
  const cardsOf = (owner: Locator, number: string) => owner.locator(".card").filter({ hasText: number });
  const hands = (card: Locator): CardHands => ({
    ...createCardPage(card, language),
    async fill(values) {
      for (const [id, value] of Object.entries(values)) await fillCard(card.locator(`[id="${id}"]`), value);
    },
  });
  const threadOf = (number: string) => channel.locator(".thread").filter({ hasText: number }).first();
  async function post(text: string): Promise<void> {
    const before = await channel.locator("[data-from=bot]").count();
    await channel.getByTestId("composer-input").fill(text);
    await channel.getByTestId("composer-input").press("Enter");
    await channel.locator("[data-from=bot]").nth(before).waitFor();
  }
  return {
    page,
    channel,
    chat: {
      ...createChatPage(page, language),
      messages: () => pane.locator("[data-from=bot]").allInnerTexts(),
    },
    post,
    async reply(number, text) {
      await threadOf(number).locator(".reply").click();
      await post(text);
    },
    async onPhone(work) {
      await page.setViewportSize({ width: 375, height: 740 });
      await page.getByTestId("tab-channel").click();
      await work();
      await page.setViewportSize(desktop);
    },
    threadOf,
    inChat: (number) => hands(cardsOf(pane, number).last()),
    cardInChat: (number) => cardsOf(pane, number).last(),
    cardInChannel: (number) => cardsOf(channel, number).first(),
    inChannel: (number) => hands(cardsOf(channel, number).first()),
    newestInChannel: () => hands(channel.locator("[data-from=bot] .card").last()),
  };
}

/** Boxes that may be ticked together are chosen by their words; all else by its value. */
async function fillCard(input: Locator, value: string): Promise<void> {
  const boxes = input.locator("input[type=checkbox]");
  if ((await boxes.count()) === 0) return fillInput(input, value);
  await input.getByRole("checkbox", { name: value }).press("Space");
}
