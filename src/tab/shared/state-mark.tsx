import type { RecordState } from "../../vocabulary";
import { useTab } from "./tab-context";

/** Where a case stands: a dot of its colour and the word. */
export function StateMark({ state }: { readonly state: RecordState }) {
  const { say } = useTab();
  return (
    <span className={`state state-${state}`}>
      <span className="dot" aria-hidden="true" />
      {say(`state.${state}`)}
    </span>
  );
}
