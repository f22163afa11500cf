import type { Locator, Page } from "playwright-core";
import type { ChatPage } from "./chat-page";

/** Answers card after card until one carries the number of a case; `look` sees each but the first. */
export async function answerUntilVerdict(
  chat: ChatPage,
  answers: Readonly<Record<string, string>>,
  look: (name: string) => Promise<unknown> = () => Promise.resolve(),
): Promise<void> {
  for (let cards = 0; cards < 4 && !/PS-\d{6}/.test(await chat.words()); cards += 1) {
    if (cards > 0) await look("next-card");
    await chat.answerCard(answers);
  }
}

/** Gives an input of a card its value, whatever kind of input it is. */
export async function fillInput(input: Locator, value: string): Promise<void> {
  const choice = input.locator(`input[type=radio][value="${value}"]`);
  if ((await choice.count()) > 0) return choice.press("Space");
  const field = input.locator("select, input, textarea").or(input).last();
  const isList = await field.evaluate((element) => element.matches("select"));
  if (isList) await field.selectOption(value);
  else await field.fill(value);
}

/** The value of an input of a card; runs in the page. */
export function readValue(element: Element): string {
  const field = element.querySelector("input:checked, select, textarea, input:not([type=radio])") ?? element;
  return field instanceof HTMLInputElement ||
    field instanceof HTMLSelectElement ||
    field instanceof HTMLTextAreaElement
    ? field.value
    : "";
}

/** Changes the colours of the local chat without moving the pointer there, which would wait for frames to be drawn. */
export function changeTheme(page: Page, theme: "light" | "dark" | "contrast"): Promise<void> {
  return page.getByTestId(`theme-${theme}`).dispatchEvent("click");
}

/** What axe, which the page has loaded, finds in one element. */
export async function findViolations(shown: Locator): Promise<unknown> {
  await shown.evaluate((element) => {
    document.querySelector("#looked-at")?.removeAttribute("id");
    element.id = "looked-at";
  });
  const report = "v.id + ': ' + v.nodes.map((node) => node.html.slice(0, 300)).join(' ')";
  return shown
    .page()
    .evaluate(
      `axe.run('#looked-at', { resultTypes: ['violations'], preload: false }).then((r) => r.violations.map((v) => ${report}))`,
    );
}
