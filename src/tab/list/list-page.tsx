import { Button, MessageBar, MessageBarActions, MessageBarBody, Spinner } from "@fluentui/react-components";
import { useEffect, useRef, useState } from "react";
import { countFilters, noFilter, type Place } from "../address";
import type { ListedRecord } from "../api/wire";
import { sayCount } from "../texts/say";
import { Empty } from "../shared/empty";
import { useTab } from "../shared/tab-context";
import { Trouble } from "../shared/trouble";
import { useKeptFocus } from "../shared/use-kept-focus";
import { useNow } from "../shared/use-now";
import { CaseTable } from "./case-table";
import { FilterBar } from "./filter-bar";
import { ListSkeleton } from "./list-skeleton";
import { type ListState, useRows } from "./use-rows";

/** The cases of a place: filters, rows, and more of them. */
export function ListPage({ place, isShown }: { readonly place: Place; readonly isShown: boolean }) {
  const { say } = useTab();
  const kept = useKeptFocus();
  const list = useRows(place, isShown);
  const { rows, failure } = list;
  return (
    <>
      {rows === null && failure?.kind === "elsewhere" ? null : <FilterBar />}
      {failure === null ? null : (
        <Trouble
          failure={failure}
          isStale={rows !== null}
          retry={() => {
            list.refresh(true);
          }}
        />
      )}
      <section aria-label={say(`tab.view.${place.view}`)} {...kept}>
        {rows === null ? failure === null ? <ListSkeleton /> : null : <Rows place={place} list={list} />}
      </section>
    </>
  );
}

function Rows({ place, list }: { readonly place: Place; readonly list: ListState }) {
  const { say } = useTab();
  const now = useNow();
  const { rows } = list;
  const goOn = useFirstOfMore(rows?.records ?? []);
  if (rows === null) return null;
  const { records, next, isOutdated } = rows;
  const askMore = (): void => {
    goOn();
    list.more();
  };
  if (records.length === 0)
    return next === null ? <NoCases place={place} /> : <NoneYet list={list} askMore={askMore} />;
  return (
    <>
      {isOutdated ? (
        <MessageBar intent="info">
          <MessageBarBody>{say("tab.list.outdated")}</MessageBarBody>
          <MessageBarActions>
            <Button
              onClick={() => {
                list.restart();
              }}
            >
              {say("tab.list.restart")}
            </Button>
          </MessageBarActions>
        </MessageBar>
      ) : null}
      <CaseTable records={records} label={say(`tab.view.${place.view}`)} now={now} />
      <div className="list-foot">
        <span className="quiet">{sayCount(say, records.length, "tab.list.shown_one", "tab.list.shown")}</span>
        {next === null ? null : (
          <MoreButton isReading={list.isReadingMore} ask={askMore} label={say("tab.list.more")} />
        )}
      </div>
    </>
  );
}

/** After more was asked for, whoever goes on by keyboard goes on at the first of the new rows. */
function useFirstOfMore(records: readonly ListedRecord[]): () => void {
  const from = useRef<number | null>(null);
  useEffect(() => {
    const first = from.current === null ? undefined : records[from.current];
    if (first === undefined) return;
    from.current = null;
    document.getElementById(`row-${first.number}`)?.focus();
  }, [records]);
  return () => {
    from.current = records.length;
  };
}

function MoreButton({
  isReading,
  ask,
  label,
}: {
  readonly isReading: boolean;
  readonly ask: () => void;
  readonly label: string;
}) {
  return (
    <Button
      onClick={ask}
      disabledFocusable={isReading}
      icon={isReading ? <Spinner size="tiny" aria-hidden="true" /> : null}
    >
      {label}
    </Button>
  );
}

/** Nothing was found as far as was looked: the list looks on by itself for a while, and then when it is asked to. */
function NoneYet({ list, askMore }: { readonly list: ListState; readonly askMore: () => void }) {
  const { say } = useTab();
  const next = list.rows?.next ?? null;
  const asked = useRef<string | null>(null);
  const [isByHand, setByHand] = useState(false);
  useEffect(() => {
    // Once for every place: a failure is not tried again by itself.
    if (next === null || asked.current !== null) return;
    asked.current = next;
    list.more();
  }, [list, next]);
  if (list.isReadingMore && !isByHand) return <ListSkeleton />;
  return (
    <Empty title={say("tab.empty.further.title")} text={say("tab.empty.further.way")}>
      <MoreButton
        isReading={list.isReadingMore}
        ask={() => {
          setByHand(true);
          askMore();
        }}
        label={say("tab.empty.further.action")}
      />
    </Empty>
  );
}

function NoCases({ place: { view, filter } }: { readonly place: Place }) {
  const { say, navigation } = useTab();
  if (countFilters(filter) === 0 && filter.search === "")
    return <Empty title={say(`tab.empty.${view}.title`)} text={say(`tab.empty.${view}.way`)} />;
  return (
    <Empty title={say("tab.empty.filtered.title")} text={say("tab.empty.filtered.way")}>
      <Button
        onClick={() => {
          navigation.go({ filter: { ...noFilter, sort: filter.sort } }, true);
        }}
      >
        {say("tab.filter.clear_all")}
      </Button>
    </Empty>
  );
}
