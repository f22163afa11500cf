import { useCallback, useEffect, useRef, useState } from "react";
import type { Client, Recognise } from "../api/client";
import type { Failure } from "../api/outcome";

/** What is known of something the server has: the newest of it, and what went wrong since. */
export interface Live<Body> {
  readonly body: Body | null;
  readonly tag: string | null;
  readonly failure: Failure | null;
  /** Asks now; `interactive` may show a person a way to sign in. */
  refresh(interactive?: boolean): void;
  /** Takes in what another call has answered. */
  accept(body: Body, tag: string | null): void;
}

/** Milliseconds between two looks; calls without news are answered without a body. */
const pace = 10_000;

interface Known<Body> {
  readonly path: string;
  readonly body: Body | null;
  readonly tag: string | null;
  readonly failure: Failure | null;
}

/** Reads a path, and looks again while the page is seen; null reads nothing. */
export function useLive<Body>(client: Client, path: string | null, recognise: Recognise<Body>): Live<Body> {
  const [known, setKnown] = useState<Known<Body> | null>(null);
  const [round, setRound] = useState({ number: 0, interactive: true });
  const tag = useRef<{ readonly path: string; readonly tag: string | null }>({ path: "", tag: null });
  const isVisible = useVisible();

  const take = useCallback((next: Known<Body>) => {
    tag.current = { path: next.path, tag: next.tag };
    setKnown(next);
  }, []);

  useEffect(() => {
    if (path === null || !isVisible) return;
    const ending = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async (interactive: boolean): Promise<void> => {
      const before = tag.current.path === path ? tag.current.tag : null;
      const outcome = await client.get(path, recognise, { tag: before, signal: ending.signal, interactive });
      if (ending.signal.aborted) return;
      if (outcome.kind === "ok") take({ path, body: outcome.body, tag: outcome.tag, failure: null });
      else {
        const failure = outcome.kind === "failed" ? outcome.failure : null;
        setKnown((now) =>
          now?.path === path ? { ...now, failure } : { path, body: null, tag: null, failure },
        );
      }
      timer = setTimeout(again, waitAfter(outcome.kind === "failed" ? outcome.failure : null));
    };
    // An aborted call is nobody's any more.
    const again = (interactive = false): void => void look(interactive).catch(() => undefined);
    again(round.interactive);
    return () => {
      ending.abort();
      clearTimeout(timer);
    };
  }, [client, path, recognise, round, isVisible, take]);

  const refresh = useCallback((interactive = false) => {
    setRound(({ number }) => ({ number: number + 1, interactive }));
  }, []);
  const accept = useCallback(
    (body: Body, newTag: string | null) => {
      if (path !== null) take({ path, body, tag: newTag, failure: null });
    },
    [path, take],
  );
  const own = known?.path === path ? known : null;
  return { body: own?.body ?? null, tag: own?.tag ?? null, failure: own?.failure ?? null, refresh, accept };
}

function waitAfter(failure: Failure | null): number {
  if (failure?.kind === "busy" || failure?.kind === "unavailable") return Math.max(pace, failure.wait * 1000);
  return failure === null ? pace : 2 * pace;
}

/** Nobody looks at a hidden page, so it asks for nothing. */
function useVisible(): boolean {
  const [isVisible, setVisible] = useState(() => document.visibilityState === "visible");
  useEffect(() => {
    const changed = (): void => {
      setVisible(document.visibilityState === "visible");
    };
    document.addEventListener("visibilitychange", changed);
    return () => {
      document.removeEventListener("visibilitychange", changed);
    };
  }, []);
  return isVisible;
}
