import { useCallback, useEffect, useRef, useState } from "react";
import type { Client, Recognise } from "../api/client";
import type { Failure } from "../api/outcome";

/** What is known of something the server has: the newest of it, and what went wrong since. */
export interface Live<Body> {
  readonly body: Body | null;
  readonly tag: string | null;
  readonly failure: Failure | null;
  /** Asks now; `interactive` may show a person a way to sign in. */
  readonly refresh: (interactive?: boolean) => void;
  /** Takes in what another call has answered. */
  readonly accept: (body: Body, tag: string | null) => void;
}

/** Milliseconds between two looks; calls without news are answered without a body. */
const usualPace = 10_000;

interface Known<Body> {
  /** Another person asks with another client: nothing of the one before is shown. */
  readonly client: Client;
  readonly path: string;
  readonly body: Body | null;
  readonly tag: string | null;
  readonly failure: Failure | null;
}

/** When and how often it is asked for. */
export interface LiveOptions {
  /** What is not looked at is not asked for; what was read stays. */
  readonly isPaused?: boolean;
  /** Milliseconds between two looks. */
  readonly pace?: number;
}

/** Reads a path, and looks again while the page is seen; null reads nothing. */
export function useLive<Body>(
  client: Client,
  path: string | null,
  recognise: Recognise<Body>,
  { isPaused = false, pace = usualPace }: LiveOptions = {},
): Live<Body> {
  const [known, setKnown] = useState<Known<Body> | null>(null);
  const [round, setRound] = useState({ number: 0, interactive: true });
  const newest = useRef<Known<Body> | null>(null);
  const isVisible = useVisible();

  const take = useCallback((next: Known<Body>) => {
    newest.current = next;
    setKnown(next);
  }, []);

  useEffect(() => {
    if (path === null || isPaused || !isVisible) return;
    const ending = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async (interactive: boolean): Promise<void> => {
      const before = isOf(newest.current, client, path) ? newest.current : nothing(client, path);
      const { tag } = before;
      const outcome = await client.get(path, recognise, { tag, signal: ending.signal, interactive });
      if (ending.signal.aborted) return;
      const failure = outcome.kind === "failed" ? outcome.failure : null;
      if (outcome.kind === "ok") take({ ...before, body: outcome.body, tag: outcome.tag, failure });
      else if (failure !== before.failure) take({ ...before, failure });
      timer = setTimeout(again, waitAfter(outcome.kind === "failed" ? outcome.failure : null, pace));
    };
    // An aborted call is nobody's any more.
    const again = (interactive = false): void => void look(interactive).catch(() => undefined);
    again(round.interactive);
    return () => {
      ending.abort();
      clearTimeout(timer);
    };
  }, [client, path, recognise, round, isVisible, isPaused, pace, take]);

  const refresh = useCallback((interactive = false) => {
    setRound(({ number }) => ({ number: number + 1, interactive }));
  }, []);
  const accept = useCallback(
    (body: Body, newTag: string | null) => {
      if (path !== null) take({ client, path, body, tag: newTag, failure: null });
    },
    [client, path, take],
  );
  const own = path !== null && isOf(known, client, path) ? known : null;
  return { body: own?.body ?? null, tag: own?.tag ?? null, failure: own?.failure ?? null, refresh, accept };
}

function isOf<Body>(known: Known<Body> | null, client: Client, path: string): known is Known<Body> {
  return known?.client === client && known.path === path;
}

function nothing(client: Client, path: string): Known<never> {
  return { client, path, body: null, tag: null, failure: null };
}

function waitAfter(failure: Failure | null, pace: number): number {
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
