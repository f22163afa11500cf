import { setText } from "./dom.js";
import type { createMessageList } from "./message-list.js";
import type { Texts } from "./texts.js";

interface EarlierOptions {
  readonly log: HTMLElement;
  readonly button: HTMLButtonElement;
  readonly list: Pick<ReturnType<typeof createMessageList>, "countEarlier" | "drawEarlier">;
}

/**
 * Messages above those that are drawn come when somebody scrolls near or presses the button; answers what brings the button
 * up to date.
 */
export function createEarlierMessages({
  log,
  button,
  list,
}: EarlierOptions): (texts: Texts | undefined) => void {
  let texts: Texts | undefined;
  const watch = callWhenNear(log, button, show);
  button.onclick = show;

  /** Draws some more above, without moving what is before the eyes. */
  function show(): void {
    const hadFocus = document.activeElement === button;
    const toEnd = log.scrollHeight - log.scrollTop;
    readSilently(log);
    const drawn = list.drawEarlier();
    update();
    log.scrollTo({ top: log.scrollHeight - toEnd, behavior: "instant" });
    const newest = drawn.at(-1);
    if (hadFocus && newest !== undefined) {
      // Whoever asked by keyboard goes on from here upwards.
      newest.tabIndex = -1;
      newest.focus();
    }
  }

  function update(): void {
    const count = list.countEarlier();
    button.hidden = count === 0;
    setText(button, texts?.earlier(count) ?? "");
    watch();
  }

  return (wanted) => {
    texts = wanted;
    update();
  };
}

/** What comes in above is no news, so a screen reader is not told of it. */
function readSilently(log: HTMLElement): void {
  log.setAttribute("aria-live", "off");
  setTimeout(() => {
    log.removeAttribute("aria-live");
  }, 500);
}

/**
 * Calls once the button comes near what is seen, for it to be needed only by those who jump to it; the returned function
 * has it looked at again. While it has the focus, it waits to be pressed: it would move away from under the keyboard.
 */
function callWhenNear(log: HTMLElement, button: HTMLElement, call: () => void): () => void {
  const observer = new IntersectionObserver(
    (entries) => {
      if (entries.at(-1)?.isIntersecting === true && document.activeElement !== button) {
        call();
      }
    },
    { root: log, rootMargin: "800px 0px 0px" },
  );
  return () => {
    observer.unobserve(button);
    observer.observe(button);
  };
}
