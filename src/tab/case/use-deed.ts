import { useRef, useState } from "react";
import type { Failure } from "../api/outcome";
import { casePath } from "../api/paths";
import { isRecordDetail } from "../api/recognise";
import type { CasePage } from "../api/wire";
import { useTab } from "../shared/tab-context";
import { type OwnDeed, readOwnDeed } from "./own-deed";
import type { SeenPage } from "./use-seen-page";

/** Something that is done to a case at once: where it is sent, and what. */
export interface AtOnce {
  readonly path: string;
  readonly body: object;
}

/** What is being done to a case, what was done, and what came in between. */
export interface Deeds<Name extends string> {
  /** What is on its way. */
  readonly busy: Name | null;
  readonly failure: Failure | null;
  /** What that was the failure of. */
  readonly failed: Name | null;
  /** The revision it was done on, where somebody was faster. */
  readonly overtakenAt: number | null;
  /** What has been changed since one looked at what that was done to, newest first. */
  readonly news: CasePage["timeline"];
  /** What was done last. */
  readonly done: Name | null;
  /** False where what was sent is what the case says already. */
  readonly isChanged: boolean;
  /** Does it; true where it was done. */
  readonly act: (name: Name, deed: AtOnce) => Promise<boolean>;
  /** Takes in that it was done elsewhere, as by a form. */
  readonly finish: (name: Name, made: OwnDeed) => void;
  readonly clear: () => void;
}

interface FailedDeed<Name extends string> {
  readonly name: Name;
  readonly why: Failure;
  /** The revision it was done on. */
  readonly seen: number;
}

/** Does things to a case on the revision one looks at; each press once, however often it is sent. */
export function useDeeds<Name extends string>({ page, see }: SeenPage, refresh: () => void): Deeds<Name> {
  const { say, client, announce } = useTab();
  const { number, revision } = page.record;
  const [busy, setBusy] = useState<Name | null>(null);
  const [failure, setFailure] = useState<FailedDeed<Name> | null>(null);
  const [done, setDone] = useState<{ readonly name: Name; readonly isChanged: boolean } | null>(null);
  const key = useRef(client.newKey());
  const finish = (name: Name, { isChanged, revision: made }: OwnDeed): void => {
    key.current = client.newKey();
    see(made);
    setFailure(null);
    setDone({ name, isChanged });
    announce(say(`tab.done.${isChanged ? name : "nothing"}`));
    refresh();
  };
  const clear = (): void => {
    setDone(null);
    setFailure(null);
  };
  const act = async (name: Name, { path, body }: AtOnce): Promise<boolean> => {
    if (busy !== null) return false;
    clear();
    setBusy(name);
    const call = { tag: `"${revision}"`, key: key.current };
    const outcome = await client.post(`${casePath(number)}/${path}`, body, isRecordDetail, call);
    setBusy(null);
    if (outcome.kind === "ok") finish(name, readOwnDeed(revision, outcome.body.revision));
    else if (outcome.kind === "failed") {
      setFailure({ name, why: outcome.failure, seen: revision });
      refresh();
    }
    return outcome.kind === "ok";
  };
  const news = failure === null ? [] : page.timeline.filter((entry) => (entry.revision ?? 0) > failure.seen);
  return {
    busy,
    failure: failure?.why ?? null,
    failed: failure?.name ?? null,
    overtakenAt: failure?.why.kind === "stale" ? failure.seen : null,
    news,
    done: done?.name ?? null,
    isChanged: done?.isChanged ?? true,
    act,
    finish,
    clear,
  };
}
