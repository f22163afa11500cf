import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { isCasePage } from "../api/recognise";
import { casePath } from "../api/paths";
import type { CasePage } from "../api/wire";
import { useMe, useTab } from "../shared/tab-context";
import { Trouble } from "../shared/trouble";
import { useLive } from "../shared/use-live";
import type { ActionName, DeedName } from "./actions";
import { CaseActions } from "./case-actions";
import { CaseHead } from "./case-head";
import { CaseSkeleton } from "./case-skeleton";
import { Clocks } from "./clocks";
import { Deliveries } from "./deliveries";
import { Facts } from "./facts";
import { Files } from "./files";
import { Related } from "./related";
import { Timeline } from "./timeline";
import { useDeeds } from "./use-deed";
import { useSeenPage } from "./use-seen-page";
import { KeepInMind, VerdictPart } from "./verdict-part";
import { WhatToDo } from "./what-to-do";

/** One case with all that is known of it, kept as it is on the server. */
export default function CasePageView({
  number,
  back,
}: {
  readonly number: string;
  readonly back: () => void;
}) {
  const { client, say } = useTab();
  const live = useLive(client, `${casePath(number)}/page`, isCasePage);
  const { body: page, failure } = live;
  return (
    <main className="page">
      <button type="button" className="back" onClick={back}>
        <span aria-hidden="true">‹</span> {say("tab.case.back")}
      </button>
      {page === null ? <Awaited number={number} /> : null}
      {failure === null ? null : (
        <Trouble
          failure={failure}
          isStale={page !== null}
          retry={() => {
            live.refresh(true);
          }}
        />
      )}
      {page === null && failure === null ? <CaseSkeleton /> : null}
      {page === null ? null : <CaseBody read={page} refresh={live.refresh} />}
    </main>
  );
}

/** A case that is on its way, or cannot be had: which one it would be, so that whoever came here is told where they are. */
function Awaited({ number }: { readonly number: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    heading.current?.focus();
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1} className="awaited">
      {number}
    </h1>
  );
}

/** The case itself, in the order in which it is read on any screen: what was decided, what can be done, how. */
function CaseBody({ read, refresh }: { readonly read: CasePage; readonly refresh: () => void }) {
  const [form, setForm] = useState<ActionName | null>(null);
  const seen = useSeenPage(read);
  const { page } = seen;
  const doing = useDeeds<DeedName>(seen, refresh);
  useTellNews(page, doing.overtakenAt);
  return (
    <>
      <CaseHead page={page} />
      <VerdictPart page={page} />
      <Clocks clocks={page.clocks} />
      <CaseActions page={page} refresh={refresh} doing={doing} form={form} openForm={setForm} />
      <div className="case-parts">
        <div className="case-main">
          <WhatToDo
            page={page}
            doing={doing}
            askFurther={() => {
              setForm("answers");
            }}
          />
          <KeepInMind notes={page.notes} />
          <Facts page={page} />
          <Files page={page} />
        </div>
        <div className="case-side">
          <Timeline entries={page.timeline} />
          <Related seen={seen} refresh={refresh} />
          <Deliveries deliveries={page.deliveries} />
        </div>
      </div>
    </>
  );
}

/** Says that somebody else has changed the case. */
function useTellNews({ record: { revision }, timeline }: CasePage, overtakenAt: number | null): void {
  const { say, announce } = useTab();
  const seen = useRef(revision);
  const own = useMe()?.person.id;
  useEffect(() => {
    const known = seen.current;
    seen.current = revision;
    // What one did oneself has been said already, and would be talked over; so would the reason why one came too late.
    const isSaid = known === overtakenAt;
    const isNews = timeline.some((entry) => (entry.revision ?? 0) > known && entry.by.id !== own);
    if (isNews && !isSaid) announce(say("tab.case.changed"));
  }, [announce, overtakenAt, own, revision, say, timeline]);
}
