import { arrange } from "./arrange.js";
import { createMessageView, type MessageView } from "./message-view.js";
import { placeInRow, placeInThreads, type Placing } from "./place-messages.js";
import { findFirstDrawn, type Unit, unitsAtOnce } from "./transcript-window.js";
import type { Viewer } from "./viewer.js";
import type { WireMessage } from "./wire.js";

/** Messages of one author within this time stand under one name. */
const groupedMilliseconds = 5 * 60_000;

/** The messages of one log, of which only those near the end are drawn at first. */
export interface MessageList {
  /** Draws the newest messages; answers the elements that are new or were drawn anew, in their order. */
  update(messages: readonly WireMessage[], viewer: Viewer): readonly HTMLElement[];
  /** How many messages stand before those that are drawn. */
  countEarlier(): number;
  /** Draws some more of these; answers their elements. */
  drawEarlier(): readonly HTMLElement[];
  /** Draws everything from this message on; answers whether it is here. */
  drawFrom(id: string): boolean;
  clear(): void;
}

interface Shown {
  readonly messages: readonly WireMessage[];
  readonly viewer: Viewer;
}

/** The log of one pane. With `onReply` the messages stand in threads, as in a channel. */
export function createMessageList(log: HTMLElement, onReply?: (root: WireMessage) => void): MessageList {
  const drawing = createDrawing(log, onReply === undefined ? placeInRow : placeInThreads(onReply));
  let shown: Shown | undefined;
  let units: readonly Unit[] = [];
  let known: ReadonlySet<string> = new Set();
  let drawnUnits: ReadonlySet<string> = new Set();
  const countBefore = () => units.findIndex(({ id }) => drawnUnits.has(id));

  function drawFrom(first: number): readonly HTMLElement[] {
    const wanted = units.slice(first);
    drawnUnits = new Set(wanted.map(({ id }) => id));
    return shown === undefined ? [] : drawing.draw(shown, listMessages(wanted));
  }

  return {
    update(messages, viewer) {
      shown = { messages, viewer };
      units = listUnits(messages, onReply !== undefined);
      const drawn = drawFrom(findFirstDrawn(units, { drawn: drawnUnits, messages: known }));
      known = new Set(messages.map(({ id }) => id));
      return drawn;
    },
    countEarlier: () => listMessages(units.slice(0, Math.max(0, countBefore()))).size,
    drawEarlier: () => drawFrom(Math.max(0, countBefore() - unitsAtOnce)),
    drawFrom(id) {
      const at = units.findIndex((unit) => unit.messages.includes(id));
      if (at >= 0 && at < countBefore()) {
        drawFrom(at);
      }
      return at >= 0;
    },
    clear() {
      known = new Set();
      drawnUnits = new Set();
      drawing.clear();
    },
  };
}

/** Messages that are drawn together: in threads those of one post, else each by itself. */
function listUnits(messages: readonly WireMessage[], isInThreads: boolean): readonly Unit[] {
  const groups = Map.groupBy(messages, ({ id, threadId }) => (isInThreads ? (threadId ?? id) : id));
  return [...groups].map(([id, group]) => ({ id, messages: group.map((message) => message.id) }));
}

function listMessages(units: readonly Unit[]): ReadonlySet<string> {
  return new Set(units.flatMap(({ messages }) => messages));
}

/** The elements that stand in the log, each kept for as long as its message is drawn. */
function createDrawing(log: HTMLElement, place: (placing: Placing) => readonly HTMLElement[]) {
  const views = new Map<string, MessageView>();

  return {
    /** Draws those of the messages; answers the elements that are new or were drawn anew. */
    draw({ messages, viewer }: Shown, ids: ReadonlySet<string>): readonly HTMLElement[] {
      [...views.keys()].filter((id) => !ids.has(id)).forEach((id) => views.delete(id));
      const drawn: HTMLElement[] = [];
      const draw: Placing["draw"] = (message, before) => {
        const view = views.get(message.id) ?? createMessageView();
        views.set(message.id, view);
        if (view.update(message, viewer, before !== undefined && isContinued(before, message))) {
          drawn.push(view.element);
        }
        return view.element;
      };
      arrange(log, place({ log, messages: messages.filter(({ id }) => ids.has(id)), viewer, draw }));
      return drawn;
    },
    clear(): void {
      views.clear();
      log.replaceChildren();
    },
  };
}

function isContinued(before: WireMessage, message: WireMessage): boolean {
  const gap = Date.parse(message.sentAt) - Date.parse(before.sentAt);
  return before.author.id === message.author.id && gap < groupedMilliseconds;
}
