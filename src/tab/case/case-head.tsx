import { shortenText } from "../../plain-text";
import { Button } from "@fluentui/react-components";
import { useLayoutEffect, useRef, useState } from "react";
import type { Failure } from "../api/outcome";
import { casePath } from "../api/paths";
import type { CasePage } from "../api/wire";
import { saveAs } from "../shared/save-as";
import { SeverityMark } from "../shared/severity-mark";
import { StateMark } from "../shared/state-mark";
import { useTab } from "../shared/tab-context";
import { Trouble } from "../shared/trouble";
import { UserLine } from "../shared/user-text";
import { When } from "../shared/when";
import { caseLink, copyText } from "./share";

/** Which case this is, whose, and the ways to it and to its people. */
export function CaseHead({ page: { record, words, deepLinks } }: { readonly page: CasePage }) {
  const { say, host } = useTab();
  const heading = useRef<HTMLHeadingElement>(null);
  // Whoever came by keyboard or listens goes on at the case, not at the top of a page that was another.
  useLayoutEffect(() => {
    heading.current?.focus();
  }, []);
  const facts = [
    { label: say("tab.case.customer"), text: words.customer },
    { label: say("tab.case.product"), text: words.product },
    {
      label: say("tab.column.owner"),
      text: record.owner?.name ?? "",
      none: say(record.owner === null ? "tab.nobody" : "tab.name_removed"),
    },
    { label: say("tab.case.requester"), text: record.requester.name },
    { label: say("tab.case.microsoft_case"), text: record.microsoftCase?.number ?? "" },
    { label: say("tab.case.ended"), text: words.closingReason },
  ].filter(({ text, none }) => text !== "" || none !== undefined);
  return (
    <header className="case-head">
      <p className="case-line">
        <span className="case-number">{record.number}</span>
        <SeverityMark severity={record.severity} />
        <StateMark state={record.state} />
      </p>
      <h1 ref={heading} tabIndex={-1}>
        {record.title === "" ? say("tab.untitled") : <UserLine text={record.title} />}
      </h1>
      <dl className="case-facts-line">
        {facts.map(({ label, text, none = "" }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{text === "" ? none : <UserLine text={text} />}</dd>
          </div>
        ))}
        <div>
          <dt>{say("tab.case.opened")}</dt>
          <dd>
            <When at={record.createdAt} />
          </dd>
        </div>
      </dl>
      <div className="case-ways">
        <Share number={record.number} title={record.title} />
        <SaveHandOver number={record.number} />
        {deepLinks.chat === null ? null : (
          <Button size="small" appearance="subtle" onClick={() => void host.openLink(deepLinks.chat ?? "")}>
            {say("tab.case.chat")}
          </Button>
        )}
        {deepLinks.post === null ? null : (
          <Button size="small" appearance="subtle" onClick={() => void host.openLink(deepLinks.post ?? "")}>
            {say("tab.case.post")}
          </Button>
        )}
      </div>
    </header>
  );
}

function Share({ number, title }: { readonly number: string; readonly title: string }) {
  const { say, host, settings, announce } = useTab();
  const [state, setState] = useState<"offered" | "copied" | "failed">("offered");
  const link = caseLink(settings.domain, window.location.origin, number);
  const share = async (): Promise<void> => {
    if (host.share(number, shortenText(`${number} ${title}`.trim(), 100))) return;
    const isCopied = await copyText(link);
    setState(isCopied ? "copied" : "failed");
    announce(say(isCopied ? "tab.case.copied" : "tab.case.not_copied"));
  };
  return (
    <>
      <Button size="small" appearance="subtle" onClick={() => void share()}>
        {say(state === "copied" ? "tab.case.copied" : "tab.case.share")}
      </Button>
      {state === "failed" ? (
        <input className="share-link" readOnly aria-label={say("tab.case.link")} value={link} />
      ) : null}
    </>
  );
}

/** All that is pasted for the case, as the file the chat gives. */
function SaveHandOver({ number }: { readonly number: string }) {
  const { say, client } = useTab();
  const [failure, setFailure] = useState<Failure | null>(null);
  const save = async (): Promise<void> => {
    const got = await client.download(`${casePath(number)}/hand-over`);
    setFailure(got.kind === "failed" ? got.failure : null);
    if (got.kind === "ok") saveAs(got.body, `${number}.md`);
  };
  return (
    <>
      <Button size="small" appearance="subtle" onClick={() => void save()}>
        {say("tab.case.hand_over")}
      </Button>
      {failure === null ? null : <Trouble failure={failure} retry={() => void save()} isByHand />}
    </>
  );
}
