import { Link } from "@fluentui/react-components";
import { useTab } from "../shared/tab-context";
import { FirstSteps, type FirstStepsOptions } from "./first-steps";
import { Part } from "./part";

/** What to try first, the steps of the route and the links into the customer's portals. */
export function WhatToDo(options: FirstStepsOptions) {
  const { say } = useTab();
  const { steps, links, firstSteps } = options.page;
  if (steps.length + links.length + firstSteps.length === 0) return null;
  return (
    <Part title={say("tab.case.steps")}>
      {firstSteps.length === 0 ? null : (
        <>
          <h3>{say("tab.case.first_steps")}</h3>
          <FirstSteps {...options} />
        </>
      )}
      {firstSteps.length === 0 || steps.length === 0 ? null : <h3>{say("tab.case.then")}</h3>}
      <ol className="steps">
        {steps.map(({ id, text }) => (
          <li key={id}>{text}</li>
        ))}
      </ol>
      {links.length === 0 ? null : (
        <ul className="links">
          {links.map(({ id, label, url, menu }) => (
            <li key={id}>
              {url === null ? (
                <>
                  {label}
                  {menu === null ? null : <span className="quiet menu"> {menu}</span>}
                </>
              ) : (
                <Link href={url} target="_blank" rel="noopener noreferrer">
                  {label}
                  <span aria-hidden="true"> ↗</span>
                  <span className="unseen"> {say("tab.new_window")}</span>
                </Link>
              )}
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}

/** One line of a list of things that are there or not, told in words too. */
export function Check({
  text,
  isThere,
  note = "",
}: {
  readonly text: string;
  readonly isThere: boolean;
  readonly note?: string;
}) {
  const { say } = useTab();
  return (
    <li className={isThere ? "check is-there" : "check"}>
      <span aria-hidden="true">{isThere ? "✓" : "○"}</span>
      <span>
        {text}
        <span className="unseen"> {say(isThere ? "tab.case.there" : "tab.case.missing")}</span>
        {note === "" ? null : <span className="quiet"> {note}</span>}
      </span>
    </li>
  );
}
