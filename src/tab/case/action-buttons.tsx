import { Button, Spinner } from "@fluentui/react-components";
import type { CasePage } from "../api/wire";
import { useTab } from "../shared/tab-context";
import { useUnfold } from "../shared/use-unfold";
import { type ActionName, type DeedName, foldActions, shownAtFirst, sortActions } from "./actions";

/** A button for everything that may be done now, and below them why the rest may not. */
export function ActionButtons({
  page,
  busy,
  press,
}: {
  readonly page: CasePage;
  /** What is on its way; nothing else can be pressed meanwhile. */
  readonly busy: DeedName | null;
  readonly press: (action: ActionName) => void;
}) {
  const { say } = useTab();
  const { isWhole, unfold, list } = useUnfold<HTMLDivElement>(shownAtFirst);
  const { allowed, refused } = sortActions(page);
  const { shown, folded } = foldActions(allowed, isWhole);
  return (
    <>
      <div className="buttons" ref={list}>
        {shown.map((action, index) => (
          <Button
            key={action}
            appearance={index === 0 ? "primary" : "secondary"}
            disabledFocusable={busy !== null}
            icon={busy === action ? <Spinner size="tiny" /> : null}
            onClick={() => {
              press(action);
            }}
          >
            {say(`tab.action.${action}`)}
          </Button>
        ))}
        {folded === 0 ? null : (
          <Button appearance="subtle" aria-expanded={false} onClick={unfold}>
            {say("tab.case.more", { number: folded })}
          </Button>
        )}
      </div>
      <Refused refused={refused} />
    </>
  );
}

function Refused({ refused }: Pick<ReturnType<typeof sortActions>, "refused">) {
  const { say, language } = useTab();
  const names = new Intl.ListFormat(language);
  if (refused.length === 0) return null;
  return (
    <details className="refused">
      <summary>{say("tab.case.refused")}</summary>
      <ul className="bullets">
        {refused.map(({ actions, reason }) => (
          <li key={reason}>
            <strong>{names.format(actions.map((action) => say(`tab.action.${action}`)))}</strong>
            <br />
            {reason}
          </li>
        ))}
      </ul>
    </details>
  );
}
