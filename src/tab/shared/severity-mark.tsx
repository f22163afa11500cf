import type { Severity } from "../../vocabulary";
import { useTab } from "./tab-context";

const signs: Readonly<Record<Severity, string>> = { A: "‼", B: "▲", C: "▼", non_break_fix: "○" };

/** A severity by letter, sign and colour; read aloud by its whole name. */
export function SeverityMark({ severity }: { readonly severity: Severity | null }) {
  const { say } = useTab();
  if (severity === null) return <span className="quiet">{say("tab.none")}</span>;
  const short = severity === "non_break_fix" ? say("tab.severity_short.non_break_fix") : severity;
  return (
    <span className={`severity severity-${severity}`} title={say(`severity.${severity}`)}>
      <span aria-hidden="true">
        {signs[severity]} {short}
      </span>
      <span className="unseen">{say(`severity.${severity}`)}</span>
    </span>
  );
}
