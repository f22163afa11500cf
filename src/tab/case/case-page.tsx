import { Button } from "@fluentui/react-components";
import { isRecordDetail } from "../api/outcome";
import { casePath } from "../api/paths";
import { useTab } from "../shared/tab-context";
import { Trouble } from "../shared/trouble";
import { UserLine } from "../shared/user-text";
import { useLive } from "../shared/use-live";

/** One case with all that is known of it. */
export default function CasePage({ number }: { readonly number: string }) {
  const { client, say, navigation } = useTab();
  const live = useLive(client, casePath(number), isRecordDetail);
  const { body: record, failure } = live;
  return (
    <main className="page">
      <Button
        appearance="subtle"
        onClick={() => {
          navigation.go({ caseNumber: null });
        }}
      >
        {say("tab.case.back")}
      </Button>
      {failure === null ? null : (
        <Trouble
          failure={failure}
          isStale={record !== null}
          retry={() => {
            live.refresh(true);
          }}
        />
      )}
      {record === null ? null : (
        <h1>
          {number} <UserLine text={record.title} />
        </h1>
      )}
    </main>
  );
}
