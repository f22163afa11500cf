import { Link } from "@fluentui/react-components";
import type { CasePage } from "../api/wire";
import { useTab } from "../shared/tab-context";
import { UserLines } from "../shared/user-text";
import { Words } from "../shared/words";
import { Part } from "./part";

/** What was decided and why: each rule with where it stands and of what date it is. */
export function VerdictPart({ page: { words, record, reasons } }: { readonly page: CasePage }) {
  const { say } = useTab();
  return (
    <Part title={say("tab.case.verdict")} className="verdict">
      <p className="verdict-outcome">{words.verdict}</p>
      {words.verdict.includes(words.outcome) ? null : <p>{words.outcome}</p>}
      <dl className="pairs">
        <dt>{say("tab.case.route")}</dt>
        <dd>{words.route}</dd>
        <dt>{say("tab.column.severity")}</dt>
        <dd>{words.severity}</dd>
        {record.severityReason === null ? null : (
          <>
            <dt>{say("tab.case.severity_reason")}</dt>
            <dd>
              <UserLines text={record.severityReason} />
            </dd>
          </>
        )}
      </dl>
      <details>
        <summary>{say("tab.case.reasons", { number: reasons.length })}</summary>
        <ul className="reasons">
          {reasons.map(({ ruleId, text, source, url, date }) => (
            <li key={ruleId}>
              {text}
              <span className="source">
                <span className="whole">{ruleId}</span>
                {url === null ? (
                  <span>{source}</span>
                ) : (
                  <Link href={url} target="_blank" rel="noopener noreferrer" inline>
                    {source}
                    <span aria-hidden="true"> ↗</span>
                    <span className="unseen"> {say("tab.new_window")}</span>
                  </Link>
                )}
                {date === null ? null : <span className="whole">{date}</span>}
              </span>
            </li>
          ))}
        </ul>
      </details>
    </Part>
  );
}

/** What is easily overlooked on the way; it stands below the steps, as on the card. */
export function KeepInMind({ notes }: { readonly notes: CasePage["notes"] }) {
  const { say } = useTab();
  if (notes.length === 0) return null;
  return (
    <Part title={say("tab.case.mind")}>
      <ul className="bullets">
        {notes.map((note) => (
          <li key={note}>
            <Words text={note} />
          </li>
        ))}
      </ul>
    </Part>
  );
}
