import { useEffect, useRef, useState } from "react";
import { isReport } from "../api/recognise";
import type { Report } from "../api/wire";
import { ListSkeleton } from "../list/list-skeleton";
import { Empty } from "../shared/empty";
import { useTab } from "../shared/tab-context";
import { Trouble } from "../shared/trouble";
import { useLive } from "../shared/use-live";
import { ReportChoices } from "./report-choices";
import { SectionView } from "./section-view";

/** What became of the cases of a period; each part with its chart and the table behind it. */
export default function ReportsPage({ channel }: { readonly channel: string | null }) {
  const { client } = useTab();
  const [weeks, setWeeks] = useState<string>("12");
  const [team, setTeam] = useState(channel ?? "");
  const [customer, setCustomer] = useState("");
  const said = Object.entries({ weeks, team, customer }).filter(([, value]) => value !== "");
  const search = new URLSearchParams(said).toString();
  const live = useLive(client, `/api/reports?${search}`, isReport, { pace: 60_000 });
  const { body: report, failure } = live;
  useTellFigures(report, search);
  return (
    <>
      <ReportChoices
        report={report}
        search={search}
        values={{ weeks, team, customer }}
        isOfChannel={channel !== null}
        pick={{ weeks: setWeeks, team: setTeam, customer: setCustomer }}
      />
      {failure === null ? null : (
        <Trouble
          failure={failure}
          isStale={report !== null}
          retry={() => {
            live.refresh(true);
          }}
        />
      )}
      {report === null ? failure === null ? <ListSkeleton /> : null : <Figures report={report} />}
    </>
  );
}

/** Says how many cases there are after something else was chosen; the first figures belong to the page. */
function useTellFigures(report: Report | null, search: string): void {
  const { announce } = useTab();
  const told = useRef<string | null>(null);
  useEffect(() => {
    const cases = report?.figures.find(({ key }) => key === "cases");
    if (cases === undefined) return;
    if (told.current !== null && told.current !== search) announce(`${cases.label} ${cases.text}`);
    told.current = search;
  }, [announce, report, search]);
}

/** The figures and all parts; noughts alone would say nothing, so of no case only that is said. */
function Figures({ report }: { readonly report: Report }) {
  const { say } = useTab();
  const { scopeLabel, figures, sections } = report;
  const isEmpty = figures.some(({ key, value }) => key === "cases" && value === 0);
  return (
    <>
      <p className="quiet report-scope">{scopeLabel}</p>
      {isEmpty ? (
        <Empty title={say("tab.empty.reports.title")} text={say("tab.empty.reports.way")} />
      ) : (
        <>
          <dl className="figures">
            {figures.map(({ key, label, text }) => (
              <div key={key} className="figure">
                <dt>{label}</dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
          <div className="report-parts">
            {sections.map((section) => (
              <SectionView key={section.id} section={section} />
            ))}
          </div>
        </>
      )}
    </>
  );
}
