import { useCallback, useEffect, useRef, useState } from "react";
import type { Place } from "../address";
import type { Client } from "../api/client";
import type { Failure, Outcome } from "../api/outcome";
import { listPath } from "../api/paths";
import { isRecordList } from "../api/recognise";
import type { RecordList } from "../api/wire";
import { useLive } from "../shared/use-live";
import { useTab } from "../shared/tab-context";
import { sayCount } from "../texts/say";
import { type Rows, takeFirst, takeMore } from "./rows";

/** The rows of a list, what went wrong with them, and the ways to more and to newer ones. */
export interface ListState {
  readonly rows: Rows | null;
  readonly failure: Failure | null;
  readonly isReadingMore: boolean;
  refresh(interactive?: boolean): void;
  more(): void;
  /** Forgets what was read below and begins anew. */
  restart(): void;
}

/** The list of a place, its first page live, the rest as it is asked for. */
export function useRows(place: Place, isShown: boolean): ListState {
  const { client, announce, say } = useTab();
  const path = listPath(place, null);
  const live = useLive(client, path, isRecordList, { isPaused: !isShown });
  const [known, setKnown] = useState<Known | null>(null);
  const [more, setMore] = useState<{ readonly isReading: boolean; readonly failure: Failure | null }>(idle);

  useEffect(() => {
    const { body } = live;
    if (body === null) return;
    setKnown((now) => ({ client, path, rows: takeFirst(isOf(now, client, path) ? now.rows : null, body) }));
  }, [client, live.body, path]);

  const rows = isOf(known, client, path) ? known.rows : null;
  useTellCount(isShown ? rows : null, path);
  const readMore = useCallback(async () => {
    if (rows === null || rows.next === null) return;
    setMore({ isReading: true, failure: null });
    const outcome = await readOn(client, place, rows.next);
    setMore({ isReading: false, failure: outcome.kind === "failed" ? outcome.failure : null });
    if (outcome.kind !== "ok") return;
    const longer = takeMore(rows, outcome.body);
    setKnown((now) => (isOf(now, client, path) ? { ...now, rows: takeMore(now.rows, outcome.body) } : now));
    // How many are shown is said with the rows; that there are still none would be said by nothing.
    if (longer.records.length === 0 && longer.next !== null) announce(say("tab.empty.further.title"));
  }, [announce, client, path, place, rows, say]);

  return {
    rows,
    failure: more.failure ?? live.failure,
    isReadingMore: more.isReading,
    refresh(interactive) {
      setMore(idle);
      live.refresh(interactive);
    },
    more: () => void readMore(),
    restart() {
      const { body } = live;
      if (body !== null) setKnown({ client, path, rows: { ...body, isOutdated: false } });
    },
  };
}

/** Says how many cases are shown, where that is news: other filters, more rows, or cases that came and went. */
function useTellCount(rows: Rows | null, path: string): void {
  const { announce, say } = useTab();
  const told = useRef<string | null>(null);
  const count =
    rows === null || (rows.records.length === 0 && rows.next !== null) ? null : rows.records.length;
  useEffect(() => {
    if (count === null) return;
    const news = `${path} ${count}`;
    // The first list belongs to the page, which is read from its heading on.
    if (told.current !== null && told.current !== news)
      announce(
        count === 0
          ? say("tab.empty.filtered.title")
          : sayCount(say, count, "tab.list.shown_one", "tab.list.shown"),
      );
    told.current = news;
  }, [announce, count, path, say]);
}

interface Known {
  readonly client: Client;
  readonly path: string;
  readonly rows: Rows;
}

function isOf(known: Known | null, client: Client, path: string): known is Known {
  return known?.client === client && known.path === path;
}

const idle = { isReading: false, failure: null };

/** A page may be empty and still go on; then the next one is asked for at once, a few times. */
async function readOn(client: Client, place: Place, from: string, tries = 12): Promise<Outcome<RecordList>> {
  const outcome = await client.get(listPath(place, from), isRecordList);
  if (outcome.kind !== "ok" || outcome.body.records.length > 0 || outcome.body.next === null || tries <= 1)
    return outcome;
  return readOn(client, place, outcome.body.next, tries - 1);
}
