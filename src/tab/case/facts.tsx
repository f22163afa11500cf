import type { CasePage } from "../api/wire";
import { useTab } from "../shared/tab-context";
import { UserLines } from "../shared/user-text";
import { Part } from "./part";
import { Check } from "./what-to-do";

/** What was answered and what is known beside it, and which evidence is still missing. */
export function Facts({ page: { words, evidence } }: { readonly page: CasePage }) {
  const { say } = useTab();
  return (
    <Part title={say("tab.case.facts")}>
      <dl className="pairs">
        {[...words.details, ...words.answers].map(({ id, label, value }) => (
          <div key={id} className="pair">
            <dt>{label}</dt>
            <dd>
              <UserLines text={value} />
            </dd>
          </div>
        ))}
      </dl>
      {evidence.length === 0 ? null : (
        <>
          <h3>{say("tab.case.evidence")}</h3>
          <ul className="checks">
            {evidence.map(({ id, text, isThere, need }) => (
              <Check
                key={id}
                text={text}
                isThere={isThere}
                note={need === "required" ? "" : say("tab.case.useful")}
              />
            ))}
          </ul>
        </>
      )}
    </Part>
  );
}
