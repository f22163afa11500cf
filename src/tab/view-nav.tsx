import type { MouseEvent } from "react";
import { noFilter, type ViewName, writePlace } from "./address";
import { useTab } from "./shared/tab-context";

/** The views of the personal tab, as links: each has an address of its own. */
export function ViewNav({
  current,
  views,
}: {
  readonly current: ViewName;
  readonly views: readonly ViewName[];
}) {
  const { say, navigation } = useTab();
  const { place, go } = navigation;
  return (
    <nav className="views" aria-label={say("tab.view.label")}>
      {views.map((view) => {
        const target = { ...place, view, filter: noFilter, caseNumber: null };
        return (
          <a
            key={view}
            href={writePlace(target)}
            aria-current={view === current ? "page" : undefined}
            onClick={(event) => {
              if (!isPlainClick(event)) return;
              event.preventDefault();
              go(target);
            }}
          >
            {say(`tab.view.${view}`)}
          </a>
        );
      })}
    </nav>
  );
}

/** A click for a new window or tab stays one. */
export function isPlainClick({ ctrlKey, metaKey, shiftKey, button }: MouseEvent): boolean {
  return !ctrlKey && !metaKey && !shiftKey && button === 0;
}
