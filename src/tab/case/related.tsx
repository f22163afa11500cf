import { noFilter, writePlace } from "../address";
import type { CasePage } from "../api/wire";
import { StateMark } from "../shared/state-mark";
import { useTab } from "../shared/tab-context";
import { UserLine } from "../shared/user-text";
import { isPlainClick } from "../view-nav";
import { Part } from "./part";

/** The cases that report the same, and the one this is a part of. */
export function Related({ page: { related } }: { readonly page: CasePage }) {
  const { say, navigation } = useTab();
  if (related.length === 0) return null;
  return (
    <Part title={say("tab.case.related")}>
      <ul className="rows">
        {related.map(({ number, title, state, standing }) => (
          <li key={number} className="row">
            <div>
              <a
                className="plain-link"
                href={writePlace({ ...navigation.place, filter: noFilter, caseNumber: number })}
                onClick={(event) => {
                  if (!isPlainClick(event)) return;
                  event.preventDefault();
                  navigation.go({ caseNumber: number });
                }}
              >
                {number} <UserLine text={title} />
              </a>
              <span className="source">
                <StateMark state={state} />
                <span>{say(`tab.case.standing.${standing}`)}</span>
              </span>
            </div>
          </li>
        ))}
      </ul>
    </Part>
  );
}
