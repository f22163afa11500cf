import { type Call, type Desk, findReadable } from "./desk";
import { type Answer, answerProblem } from "./problem";

/** The bytes of a kept file, to be saved by the browser and never shown by it: what people sent is no page of ours. */
export async function readFile(desk: Desk, call: Call): Promise<Answer> {
  const record = await findReadable(desk, call);
  const { tenantId } = call.caller;
  const files = record === null ? [] : await desk.bench.store.listFiles(tenantId, record.number);
  const file = files.find(({ id, state }) => id === call.path["file"] && state === "kept");
  const bytes = file === undefined ? null : await desk.files.read(tenantId, file.id);
  if (file === undefined || bytes === null) return answerProblem("not-found");
  return {
    status: 200,
    headers: {
      "content-type": "application/octet-stream",
      "content-disposition": attach(file.name),
      "content-security-policy": "sandbox; default-src 'none'",
    },
    bytes,
  };
}

/** The name as people gave it (RFC 6266), and in plain letters for programs that know no other. */
function attach(name: string): string {
  const clean =
    name
      .toWellFormed()
      .replace(/[\p{Cc}\p{Cf}/\\]/gu, "_")
      .slice(0, 150)
      .toWellFormed() || "file";
  const plain = clean.replace(/[^\w .()-]/g, "_");
  const encoded = encodeURIComponent(clean).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
