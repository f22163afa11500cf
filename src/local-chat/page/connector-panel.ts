import { find, make } from "./dom.js";
import { readPanel, setFault, moveClock } from "./panel-server.js";
import type { Locale, Texts } from "./texts.js";
import type { FaultExtent, FaultName, PanelStatus } from "./wire.js";

/** Milliseconds between two looks while the panel is open. */
const lookEvery = 1500;

const faultNames: readonly FaultName[] = [
  ...(["none", "throttled", "throttledFor", "badGateway", "preconditionFailed"] as const),
  ...(["blocked", "hang", "drop", "slow"] as const),
];
const extents: readonly FaultExtent[] = ["next", "nextFive", "some"];
const jumps = { quarter: 15, hour: 60, day: 24 * 60 } as const;

interface PanelOptions {
  readonly root: HTMLElement;
  readonly opener: HTMLButtonElement;
  /** Called with the chat's time whenever it is known anew. */
  readonly onTime: (now: string) => void;
}

/** What goes wrong between the bot and the chat, how much went through, and what time it is there. */
export function createConnectorPanel({ root, opener, onTime }: PanelOptions) {
  const fault = find(root, "[name=fault]", HTMLSelectElement);
  const extent = find(root, "[name=extent]", HTMLSelectElement);
  const state = find(root, ".panel-state", HTMLElement);
  const counters = find(root, ".panel-counters", HTMLElement);
  const time = find(root, ".panel-time", HTMLElement);
  let words: { readonly texts: Texts; readonly locale: Locale } | undefined;
  let status: PanelStatus | undefined;
  let timer: ReturnType<typeof setInterval> | undefined;

  function show(received: PanelStatus | undefined): void {
    if (received === undefined || words === undefined) return;
    status = received;
    onTime(received.now);
    const { texts, locale } = words;
    showFault(state, received, texts);
    const moment = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
    setText(time, texts.chatTime(moment.format(new Date(received.now)), received.movedMinutes ?? 0));
    showCounters(counters, received, texts);
  }

  function setOpen(isOpen: boolean): void {
    root.hidden = !isOpen;
    opener.setAttribute("aria-expanded", String(isOpen));
    clearInterval(timer);
    if (!isOpen) return;
    const look = () => void readPanel().then(show);
    timer = setInterval(look, lookEvery);
    look();
    fault.focus();
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
  find(root, "form", HTMLFormElement).addEventListener("submit", (event) => {
    event.preventDefault();
    const wanted = faultNames.find((name) => name === fault.value) ?? "none";
    const calls = extents.find((name) => name === extent.value) ?? "next";
    void setFault(wanted, calls).then(show);
  });
  onJump(root, (minutes) => void moveClock(minutes).then(show));

  return {
    update(texts: Texts, locale: Locale): void {
      if (words?.texts === texts) return;
      words = { texts, locale };
      fillSelect(fault, faultNames, texts.faults);
      fillSelect(extent, extents, texts.extents);
      show(status);
    },
  };
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

function showCounters(box: HTMLElement, { tally, deliveries }: PanelStatus, texts: Texts): void {
  const { all, failed, post, edit, members, pagedMembers } = tally;
  const rows: readonly (readonly [string, number, string])[] = [
    [texts.counted.calls, all, "calls"],
    [texts.counted.failures, failed, "failures"],
    [texts.counted.posts, post, "posts"],
    [texts.counted.edits, edit, "edits"],
    [texts.counted.members, members, "members"],
    [texts.counted.pages, pagedMembers, "pages"],
    ...(deliveries === null
      ? []
      : [
          [texts.counted.pending, deliveries.pending + deliveries.sending, "pending"] as const,
          [texts.counted.unknown, deliveries.unknown, "unknown"] as const,
          [texts.counted.failed, deliveries.failed, "failed"] as const,
        ]),
  ];
  box.replaceChildren(
    ...rows.map(([term, count, id]) => {
      const attributes = { "data-testid": `count-${id}` };
      const parts = [make("dt", { text: term }), make("dd", { text: String(count), attributes })];
      return make("div", {}, ...parts);
    }),
  );
}

function fillSelect<Name extends string>(
  select: HTMLSelectElement,
  names: readonly Name[],
  titles: Readonly<Record<Name, string>>,
): void {
  const { value } = select;
  select.replaceChildren(
    ...names.map((name) => make("option", { text: titles[name], attributes: { value: name } })),
  );
  select.value = value === "" ? (names[0] ?? "") : value;
}

/** Leaves what is there alone, so that nothing is read aloud twice. */
function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
