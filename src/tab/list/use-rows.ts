import { useCallback, useEffect, useState } from "react";
import type { Place } from "../address";
import type { Failure } from "../api/outcome";
import { listPath } from "../api/paths";
import type { RecordList } from "../api/wire";
import { useLive } from "../shared/use-live";
import { useTab } from "../shared/tab-context";
import { type Rows, takeFirst, takeMore } from "./rows";

export interface ListState {
  readonly rows: Rows | null;
  readonly failure: Failure | null;
  readonly isReadingMore: boolean;
  refresh(interactive?: boolean): void;
  more(): void;
  /** Forgets what was read below and begins anew. */
  restart(): void;
}

export function isRecordList(value: unknown): value is RecordList {
  return typeof value === "object" && value !== null && "records" in value && "next" in value;
}

/** The list of a place, its first page live, the rest as it is asked for. */
export function useRows(place: Place): ListState {
  const { client, announce, say } = useTab();
  const path = listPath(place, null);
  const live = useLive(client, path, isRecordList);
  const [known, setKnown] = useState<{ readonly path: string; readonly rows: Rows } | null>(null);
  const [more, setMore] = useState<{ readonly isReading: boolean; readonly failure: Failure | null }>(idle);

  useEffect(() => {
    const { body } = live;
    if (body === null) return;
    setKnown((now) => ({ path, rows: takeFirst(now?.path === path ? now.rows : null, body) }));
  }, [live.body, path]);

  const rows = known?.path === path ? known.rows : null;
  const readMore = useCallback(async () => {
    if (rows === null || rows.next === null) return;
    setMore({ isReading: true, failure: null });
    const outcome = await client.get(listPath(place, rows.next), isRecordList);
    setMore({ isReading: false, failure: outcome.kind === "failed" ? outcome.failure : null });
    if (outcome.kind !== "ok") return;
    const longer = takeMore(rows, outcome.body);
    setKnown((now) => (now?.path === path ? { path, rows: takeMore(now.rows, outcome.body) } : now));
    announce(say("tab.list.shown", { number: longer.records.length }));
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
      if (body !== null) setKnown({ path, rows: { ...body, isOutdated: false } });
    },
  };
}

const idle = { isReading: false, failure: null };
