import { Button, Spinner } from "@fluentui/react-components";
import { Fragment } from "react";
import { noFilter, writePlace } from "../address";
import { StateMark } from "../shared/state-mark";
import { useTab } from "../shared/tab-context";
import { UserLine } from "../shared/user-text";
import { Words } from "../shared/words";
import { isPlainClick } from "../view-nav";
import type { Bond, LinkDeed } from "./bonds";
import type { Deeds } from "./use-deed";

/** Another case, how it stands to this one, and what this one may say of it. */
export function BondRow({
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
  const { say } = useTab();
  const text = [title ?? "", ...who].filter((part) => part !== "");
  return (
    <li className="row bond">
      <div>
        <BondNumber number={number} isOpen={title !== null} />{" "}
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
        <BondButtons deeds={deeds} busy={doing.busy} act={act} />
      </div>
    </li>
  );
}

/** Its number, as a link where the reader may open it. */
function BondNumber({ number, isOpen }: { readonly number: string; readonly isOpen: boolean }) {
  const { navigation } = useTab();
  if (!isOpen) return <span className="case-number">{number}</span>;
  return (
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
  );
}

function BondButtons({
  deeds,
  busy,
  act,
}: {
  readonly deeds: readonly LinkDeed[];
  readonly busy: LinkDeed["how"] | null;
  readonly act: (deed: LinkDeed) => Promise<void>;
}) {
  const { say } = useTab();
  if (deeds.length === 0) return null;
  return (
    <div className="buttons">
      {deeds.map((deed) => (
        <Button
          key={deed.how}
          size="small"
          disabledFocusable={busy !== null}
          icon={busy === deed.how ? <Spinner size="tiny" /> : null}
          onClick={() => void act(deed)}
        >
          <span>
            <Words text={say(`tab.link.${deed.how}`, { number: deed.named })} />
          </span>
          {deed.how === "join" ? null : <span className="unseen"> {deed.named}</span>}
        </Button>
      ))}
    </div>
  );
}
