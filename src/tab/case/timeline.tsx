import { Button } from "@fluentui/react-components";
import { useState } from "react";
import type { CasePage } from "../api/wire";
import { useTab } from "../shared/tab-context";
import { UserLine, UserLines } from "../shared/user-text";
import { When } from "../shared/when";
import { Part } from "./part";

type Entry = CasePage["timeline"][number];

const shownAtFirst = 12;

/** The history, newest first: what changed from what to what, who did it, when and why. */
export function Timeline({ entries }: { readonly entries: readonly Entry[] }) {
  const { say } = useTab();
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? entries : entries.slice(0, shownAtFirst);
  const hidden = entries.length - shown.length;
  return (
    <Part title={say("tab.case.timeline")}>
      <Entries entries={shown} />
      {hidden === 0 ? null : (
        <Button
          size="small"
          onClick={() => {
            setWhole(true);
          }}
        >
          {say("tab.case.earlier", { number: hidden })}
        </Button>
      )}
    </Part>
  );
}

/** Changes one below the other. */
export function Entries({ entries }: { readonly entries: readonly Entry[] }) {
  const { say } = useTab();
  return (
    <ol className="timeline">
      {entries.map(({ at, by, field, text, why, revision }, index) => (
        <li key={`${at} ${field} ${revision ?? ""} ${index}`}>
          <UserLines text={text} />
          {why === null || why === "" ? null : (
            <p className="why">
              {say("tab.case.why")}
              <UserLines text={why} />
            </p>
          )}
          <span className="source">
            {by.name === "" ? null : (
              <span>
                <UserLine text={by.name} />
              </span>
            )}
            <When at={at} />
          </span>
        </li>
      ))}
    </ol>
  );
}
