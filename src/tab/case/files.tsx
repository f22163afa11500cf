import { Button } from "@fluentui/react-components";
import { useState } from "react";
import type { Failure } from "../api/outcome";
import type { CasePage } from "../api/wire";
import { saveAs } from "../shared/save-as";
import { useTab } from "../shared/tab-context";
import { Trouble } from "../shared/trouble";
import { saySize } from "../../say-size";
import { UserLine } from "../shared/user-text";
import { When } from "../shared/when";
import { Part } from "./part";

type CaseFile = CasePage["files"][number];

/** The files sent to the chat about the case; what is kept can be saved. */
export function Files({ page: { files } }: { readonly page: CasePage }) {
  const { say } = useTab();
  if (files.length === 0) return null;
  return (
    <Part title={say("tab.case.files")}>
      <ul className="rows">
        {files.map((file) => (
          <FileRow key={file.id} file={file} />
        ))}
      </ul>
    </Part>
  );
}

function FileRow({ file: { name, size, state, reason, by, at, href } }: { readonly file: CaseFile }) {
  const { say, client } = useTab();
  const [failure, setFailure] = useState<Failure | null>(null);
  // Fetched and not linked: the token goes in a header, never in an address.
  const save = async (): Promise<void> => {
    const got = href === null ? null : await client.download(href);
    setFailure(got === null || got.kind !== "failed" ? null : got.failure);
    if (got?.kind === "ok") saveAs(got.body, name);
  };
  return (
    <li className="row">
      <div>
        <strong>
          <UserLine text={name} />
        </strong>
        <span className="source">
          {size === null ? null : <span>{saySize(size)}</span>}
          {by.name === "" ? null : (
            <span>
              <UserLine text={by.name} />
            </span>
          )}
          <When at={at} />
        </span>
        {state === "kept" ? null : (
          <span className={state === "pending" ? "quiet" : "bad"}>
            {say(reason === null ? `tab.file.state.${state}` : `tab.file.reason.${reason}`)}
          </span>
        )}
        {failure === null ? null : (
          <Trouble failure={failure} retry={() => void save()} isByHand sought="file" />
        )}
      </div>
      {href === null ? null : (
        <Button size="small" onClick={() => void save()}>
          {say("tab.file.save")}
          <span className="unseen"> {name}</span>
        </Button>
      )}
    </li>
  );
}
