import { Button, MessageBar, MessageBarActions, MessageBarBody, Spinner } from "@fluentui/react-components";
import { useEffect, useRef } from "react";
import { countFilters, noFilter, type Place } from "../address";
import { sayCount } from "../texts/say";
import { Empty } from "../shared/empty";
import { useTab } from "../shared/tab-context";
import { Trouble } from "../shared/trouble";
import { useNow } from "../shared/use-now";
import { CaseTable } from "./case-table";
import { FilterBar } from "./filter-bar";
import { ListSkeleton } from "./list-skeleton";
import { type ListState, useRows } from "./use-rows";

/** The cases of a place: filters, rows, and more of them. */
export function ListPage({ place, isShown }: { readonly place: Place; readonly isShown: boolean }) {
  const list = useRows(place, isShown);
  const { rows, failure } = list;
  return (
    <>
      <FilterBar />
      {failure === null ? null : (
        <Trouble
          failure={failure}
          isStale={rows !== null}
          retry={() => {
            list.refresh(true);
          }}
        />
      )}
      {rows === null ? failure === null ? <ListSkeleton /> : null : <Rows place={place} list={list} />}
    </>
  );
}

function Rows({ place, list }: { readonly place: Place; readonly list: ListState }) {
  const { say } = useTab();
  const now = useNow();
  const { rows } = list;
  if (rows === null) return null;
  const { records, next, isOutdated } = rows;
  if (records.length === 0) return next === null ? <NoCases place={place} /> : <NoneYet list={list} />;
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
          <Button
            onClick={() => {
              list.more();
            }}
            disabledFocusable={list.isReadingMore}
            icon={list.isReadingMore ? <Spinner size="tiny" /> : null}
          >
            {say("tab.list.more")}
          </Button>
        )}
      </div>
    </>
  );
}

/** Nothing was found as far as was looked: the list looks on by itself for a while, and then when it is asked to. */
function NoneYet({ list }: { readonly list: ListState }) {
  const { say } = useTab();
  const next = list.rows?.next ?? null;
  const asked = useRef<string | null>(null);
  useEffect(() => {
    // Once for every place: a failure is not tried again by itself.
    if (next === null || asked.current !== null) return;
    asked.current = next;
    list.more();
  }, [list, next]);
  if (list.isReadingMore) return <ListSkeleton />;
  return (
    <Empty title={say("tab.empty.further.title")} text={say("tab.empty.further.way")}>
      <Button
        onClick={() => {
          list.more();
        }}
      >
        {say("tab.empty.further.action")}
      </Button>
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
