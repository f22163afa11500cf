import { nameHandOverFile, renderHandOverFile } from "../../hand-over/hand-over-file";
import { listAttachments } from "../../records/case-file";
import { type Call, type Desk, findReadable, openScene } from "./desk";
import { type Answer, answerProblem } from "./problem";

/** The whole hand-over of a case as the file the chat sends; looking at it changes nothing. */
export async function readHandOver(desk: Desk, call: Call): Promise<Answer> {
  const record = await findReadable(desk, call);
  if (record === null) return answerProblem("not-found");
  const { store } = desk.bench;
  const { tenantId } = call.caller;
  const [{ audience }, history, files] = await Promise.all([
    openScene(desk, call),
    store.readHistory(tenantId, record.number),
    store.listFiles(tenantId, record.number),
  ]);
  const text = renderHandOverFile(record, history, {
    kit: desk.kit,
    audience,
    files: listAttachments(files),
  });
  return {
    status: 200,
    headers: {
      "content-type": "text/markdown; charset=utf-8",
      "content-disposition": `attachment; filename="${nameHandOverFile(record)}"`,
      "content-security-policy": "sandbox; default-src 'none'",
    },
    bytes: Buffer.from(text),
  };
}
