import { Button, MessageBar, MessageBarActions, MessageBarBody, Spinner } from "@fluentui/react-components";
import { Fragment, useState } from "react";
import { noFilter, writePlace } from "../address";
import type { CasePage } from "../api/wire";
import { StateMark } from "../shared/state-mark";
import { useTab } from "../shared/tab-context";
import { useUnfold } from "../shared/use-unfold";
import { UserLine } from "../shared/user-text";
import { Words } from "../shared/words";
import { isPlainClick } from "../view-nav";
import { DeedTrouble } from "./deed-trouble";
import { Part } from "./part";
import { type Bond, bondsOf, type LinkDeed, undoOf } from "./bonds";
import { type Deeds, useDeeds } from "./use-deed";

/** The rest is behind a button: what is known and what was sent stand below it on a phone. */
const shownAtFirst = 3;

/** The cases that report the same, those that look like it, and what this one says of each. */
export function Related({ page, refresh }: { readonly page: CasePage; readonly refresh: () => void }) {
  const { say } = useTab();
  const doing = useDeeds<LinkDeed["how"]>(page, refresh);
  const [back, setBack] = useState<LinkDeed | null>(null);
  const { isWhole, unfold, list } = useUnfold<HTMLUListElement>(shownAtFirst);
  const bonds = bondsOf(page);
  const shown = isWhole ? bonds : bonds.slice(0, shownAtFirst);
  const folded = bonds.length - shown.length;
  const { similar, actions } = page;
  if (bonds.length === 0 && similar === null) return null;
  const mayLink = actions.some(({ action, isAllowed }) => action === "link" && isAllowed);
  const act = async (deed: LinkDeed): Promise<void> => {
    setBack(null);
    const { other, how } = deed;
    if (await doing.act(how, { path: "links", body: { other, how } })) setBack(undoOf(deed, page));
  };
  return (
    <Part title={say("tab.case.related")}>
      {similar === null || similar.summary === "" ? null : (
        <p>
          <Words text={similar.summary} />
        </p>
      )}
      {similar?.joined.map((line) => (
        <p key={line}>
          <Words text={line} />
        </p>
      ))}
      <DeedTrouble doing={doing} />
      {doing.done === null ? null : (
        <MessageBar intent="success">
          <MessageBarBody>{say(`tab.done.${doing.done}`)}</MessageBarBody>
          {back === null ? null : (
            <MessageBarActions>
              <Button onClick={() => void act(back)}>{say("tab.undo")}</Button>
            </MessageBarActions>
          )}
        </MessageBar>
      )}
      <ul className="rows" ref={list}>
        {shown.map((bond) => (
          <BondRow key={bond.number} bond={bond} deeds={mayLink ? bond.deeds : []} doing={doing} act={act} />
        ))}
      </ul>
      {folded === 0 ? null : (
        <Button size="small" aria-expanded={false} onClick={unfold}>
          {say("tab.case.more", { number: folded })}
        </Button>
      )}
    </Part>
  );
}

function BondRow({
  bond: { number, title, who, state, standings },
  deeds,
  doing,
  act,
}: {
  readonly bond: Bond;
  readonly deeds: readonly LinkDeed[];
  readonly doing: Deeds<LinkDeed["how"]>;
  readonly act: (deed: LinkDeed) => Promise<void>;
}) {
  const { say, navigation } = useTab();
  const text = [title ?? "", ...who].filter((part) => part !== "");
  return (
    <li className="row bond">
      <div>
        {title === null ? (
          <span className="case-number">{number}</span>
        ) : (
          <a
            className="plain-link"
            href={writePlace({ ...navigation.place, filter: noFilter, caseNumber: number })}
            onClick={(event) => {
              if (!isPlainClick(event)) return;
              event.preventDefault();
              navigation.go({ caseNumber: number });
            }}
          >
            {number}
          </a>
        )}{" "}
        {text.map((part, at) => (
          // One by one: words written from the right must not take their neighbours along.
          <Fragment key={part}>
            {at === 0 ? null : " · "}
            <UserLine text={part} />
          </Fragment>
        ))}
        <span className="source">
          {state === null ? null : <StateMark state={state} />}
          {standings.map((standing) => (
            <span key={standing}>{say(`tab.case.standing.${standing}`)}</span>
          ))}
        </span>
        {deeds.length === 0 ? null : (
          <div className="buttons">
            {deeds.map((deed) => (
              <Button
                key={deed.how}
                size="small"
                disabledFocusable={doing.busy !== null}
                icon={doing.busy === deed.how ? <Spinner size="tiny" /> : null}
                onClick={() => void act(deed)}
              >
                <span>
                  <Words text={say(`tab.link.${deed.how}`, { number: deed.named })} />
                </span>
                {deed.how === "join" ? null : <span className="unseen"> {deed.named}</span>}
              </Button>
            ))}
          </div>
        )}
      </div>
    </li>
  );
}
