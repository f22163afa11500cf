/** How far from the end a person may have scrolled and still be taken for following the chat. */
const followingPixels = 120;

/** Whether a person reads what comes in as it comes. */
export function isFollowing(log: HTMLElement): boolean {
  return log.scrollHeight - log.scrollTop - log.clientHeight < followingPixels;
}

/** When a notice or a keyboard takes room away, the last message stays in sight if it was. */
export function stayAtEnd(log: HTMLElement): void {
  let isAtEnd = true;
  log.addEventListener("scroll", () => {
    isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 4;
  });
  new ResizeObserver(() => {
    if (isAtEnd) {
      log.scrollTo({ top: log.scrollHeight, behavior: "instant" });
    }
  }).observe(log);
}

interface Revealing {
  readonly isFirst: boolean;
  readonly isFollowing: boolean;
  readonly newest: HTMLElement | undefined;
}

/** Scrolls to what is new, unless the person is reading further up; of something tall the top is shown. */
export function reveal(log: HTMLElement, { isFirst, isFollowing, newest }: Revealing): void {
  if (isFirst) {
    log.scrollTo({ top: log.scrollHeight, behavior: "instant" });
  }
  const concerns =
    newest !== undefined && (newest.matches(".mine") || newest.contains(document.activeElement));
  if (!isFirst && !isFollowing && !concerns) {
    return;
  }
  if (newest !== undefined && newest.offsetHeight > log.clientHeight - 24) {
    newest.scrollIntoView({ block: "start" });
    return;
  }
  if (newest === undefined || newest.matches(":last-child, :nth-last-child(2)")) {
    log.scrollTo({ top: log.scrollHeight });
    return;
  }
  newest.scrollIntoView({ block: "nearest" });
}

/** Brings a message that is drawn into sight, and the focus to it; false where it is not drawn. */
export function showLinked(log: HTMLElement, id: string): boolean {
  const message = log.querySelector<HTMLElement>(`[data-message-id="${CSS.escape(id)}"]`);
  if (message === null) {
    return false;
  }
  message.tabIndex = -1;
  message.focus({ preventScroll: true });
  message.scrollIntoView({ block: "center", behavior: "instant" });
  message.classList.add("linked");
  message.addEventListener("blur", () => {
    message.classList.remove("linked");
  });
  return true;
}
