import { Button } from "@fluentui/react-components";
import { useState } from "react";
import type { Failure } from "../api/outcome";
import { saveAs } from "../shared/save-as";
import { useTab } from "../shared/tab-context";
import { Trouble } from "../shared/trouble";

/** Saves the report that is shown as a table; `search` is its query. */
export function SaveTable({ search }: { readonly search: string }) {
  const { say, client } = useTab();
  const [failure, setFailure] = useState<Failure | null>(null);
  const save = async (): Promise<void> => {
    const got = await client.download(`/api/reports.csv?${search}`);
    setFailure(got.kind === "failed" ? got.failure : null);
    if (got.kind === "ok") saveAs(got.body, `report-${new Date().toISOString().slice(0, 10)}.csv`);
  };
  return (
    <>
      <Button onClick={() => void save()}>{say("tab.report.save")}</Button>
      {failure === null ? null : <Trouble failure={failure} retry={() => void save()} isByHand />}
    </>
  );
}
