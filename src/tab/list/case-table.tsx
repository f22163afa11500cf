import { type MouseEvent } from "react";
import { writePlace } from "../address";
import type { ListedRecord } from "../api/wire";
import { sayDistance, sayExactly } from "../shared/moments";
import { DueMark } from "./due-mark";
import { SeverityMark } from "../shared/severity-mark";
import { StateMark } from "../shared/state-mark";
import { useTab } from "../shared/tab-context";
import { UserLine } from "../shared/user-text";
import { isPlainClick } from "../view-nav";

/** The cases of a list, a row each; on a narrow screen each is a block. Roles are said, for blocks lose them. */
export function CaseTable({
  records,
  label,
  now,
}: {
  readonly records: readonly ListedRecord[];
  readonly label: string;
  readonly now: Date;
}) {
  const { say } = useTab();
  const columns = ["severity", "case", "state", "due", "owner", "changed"] as const;
  return (
    <table className="cases" role="table" aria-label={label}>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th key={column} role="columnheader" scope="col" className={`column-${column}`}>
              {say(`tab.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {records.map((record) => (
          <CaseRow key={record.number} record={record} now={now} />
        ))}
      </tbody>
    </table>
  );
}

function CaseRow({ record, now }: { readonly record: ListedRecord; readonly now: Date }) {
  const { say, language, navigation } = useTab();
  const { number, title, customer, product, severity, state, owner, updatedAt, due } = record;
  const { place, go } = navigation;
  const open = (event: MouseEvent): void => {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    go({ caseNumber: number });
  };
  return (
    <tr role="row" className="case-row">
      <td role="cell" className="column-severity">
        <SeverityMark severity={severity} />
      </td>
      <td role="cell" className="column-case">
        <a
          id={`row-${number}`}
          className="case-link"
          href={writePlace({ ...place, caseNumber: number })}
          onClick={open}
        >
          {title === "" ? say("tab.untitled") : <UserLine text={title} />}
        </a>
        <span className="case-facts">
          <span className="case-number">{number}</span>
          {customer === null ? null : (
            <span>
              <UserLine text={customer.name} />
            </span>
          )}
          {product === null ? null : <span>{say(`product.${product}`)}</span>}
        </span>
      </td>
      <td role="cell" className="column-state">
        <StateMark state={state} />
      </td>
      <td role="cell" className="column-due">
        {due === null ? null : <DueMark due={due} now={now} />}
      </td>
      <td role="cell" className="column-owner">
        {owner === null ? (
          <span className="quiet">{say("tab.nobody")}</span>
        ) : owner.name === "" ? (
          <span className="quiet">{say("tab.name_removed")}</span>
        ) : (
          <span title={owner.name}>
            <UserLine text={owner.name} />
          </span>
        )}
      </td>
      <td role="cell" className="column-changed">
        <time dateTime={updatedAt} title={sayExactly(updatedAt, language)}>
          {sayDistance(updatedAt, now, language) ?? say("tab.just_now")}
        </time>
      </td>
    </tr>
  );
}
