import { Button, MessageBar, MessageBarActions, MessageBarBody } from "@fluentui/react-components";
import { useState } from "react";
import { useTab } from "../shared/tab-context";
import { useUnfold } from "../shared/use-unfold";
import { Words } from "../shared/words";
import { DeedTrouble } from "./deed-trouble";
import { Part } from "./part";
import { BondRow } from "./bond-row";
import { bondsOf, type LinkDeed, undoOf } from "./bonds";
import { useDeeds } from "./use-deed";
import type { SeenPage } from "./use-seen-page";

/** The rest is behind a button: what is known and what was sent stand below it on a phone. */
const shownAtFirst = 3;

/** The cases that report the same, those that look like it, and what this one says of each. */
export function Related({ seen, refresh }: { readonly seen: SeenPage; readonly refresh: () => void }) {
  const { say } = useTab();
  const { page } = seen;
  const doing = useDeeds<LinkDeed["how"]>(seen, refresh);
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
