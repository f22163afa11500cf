import { sayDayAndTime } from "./clock.js";
import { find, setText } from "./dom.js";
import { createFaultForm } from "./fault-form.js";
import { showCounters } from "./panel-counters.js";
import { readPanel, setFault, moveClock } from "./panel-server.js";
import type { Locale, Texts } from "./texts.js";
import type { PanelStatus } from "./wire.js";

/** Milliseconds between two looks while the panel is open. */
const lookEvery = 1500;

const jumps = { quarter: 15, hour: 60, day: 24 * 60 } as const;

interface PanelOptions {
  readonly root: HTMLElement;
  readonly opener: HTMLButtonElement;
  /** Called with the chat's time whenever it is known anew. */
  readonly onTime: (now: string) => void;
}

/** What goes wrong between the bot and the chat, how much went through, and what time it is there. */
export function createConnectorPanel({ root, opener, onTime }: PanelOptions) {
  const time = find(root, ".panel-time", HTMLElement);
  let words: { readonly texts: Texts; readonly locale: Locale } | undefined;
  let status: PanelStatus | undefined;

  function show(received: PanelStatus | undefined): void {
    if (received === undefined || words === undefined) return;
    status = received;
    onTime(received.now);
    const { texts, locale } = words;
    showFault(find(root, ".panel-state", HTMLElement), received, texts);
    setText(time, sayTime(received, texts, locale));
    showCounters(find(root, ".panel-counters", HTMLElement), received, texts);
  }

  const faults = createFaultForm(root, (fault, extent) => void setFault(fault, extent).then(show));
  openOnDemand({ root, opener, look: () => void readPanel().then(show), focus: faults.focus });
  onJump(root, (minutes) => void moveClock(minutes).then(show));
  return {
    update(texts: Texts, locale: Locale): void {
      if (words?.texts === texts) return;
      words = { texts, locale };
      faults.update(texts);
      show(status);
    },
  };
}

interface Opening extends Pick<PanelOptions, "root" | "opener"> {
  readonly look: () => void;
  readonly focus: () => void;
}

/** Looks again and again for as long as the panel is open, and not while nobody sees it. */
function openOnDemand({ root, opener, look, focus }: Opening): void {
  let timer: ReturnType<typeof setInterval> | undefined;

  function setOpen(isOpen: boolean): void {
    root.hidden = !isOpen;
    opener.setAttribute("aria-expanded", String(isOpen));
    clearInterval(timer);
    if (!isOpen) return;
    timer = setInterval(look, lookEvery);
    look();
    focus();
  }

  function close(): void {
    setOpen(false);
    opener.focus();
  }

  opener.onclick = () => {
    setOpen(root.hidden !== false);
  };
  find(root, ".close-dialog", HTMLButtonElement).onclick = close;
  root.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") close();
  });
}

function showFault(state: HTMLElement, { fault, extent }: PanelStatus, texts: Texts): void {
  const isOn = fault !== "none";
  setText(state, isOn ? texts.faultOn(texts.faults[fault], texts.extents[extent]) : texts.noFault);
  state.classList.toggle("on", isOn);
}

/** The buttons that put the clock forward, each by the minutes it is named for. */
function onJump(root: HTMLElement, jump: (minutes: number) => void): void {
  for (const button of root.querySelectorAll<HTMLButtonElement>("[data-jump]")) {
    const minutes = Object.entries(jumps).find(([name]) => name === button.dataset["jump"])?.[1];
    button.onclick = () => {
      if (minutes !== undefined) jump(minutes);
    };
  }
}

/** The chat's time, and how far its clock was put forward. */
function sayTime({ now, movedMinutes }: PanelStatus, texts: Texts, locale: Locale): string {
  const time = sayDayAndTime(now, locale);
  const moved = formatMinutes(movedMinutes ?? 0, texts.units);
  return moved === "" ? time : texts.chatTime(time, moved);
}

/** "1 d 2 h", without the parts that are nothing. */
function formatMinutes(minutes: number, units: Texts["units"]): string {
  const parts = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  return parts.flatMap((count, at) => (count === 0 ? [] : [`${count} ${units[at] ?? ""}`])).join(" ");
}
