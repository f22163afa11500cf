import { join } from "node:path";
import { createDiskFileStore } from "../../../src/files/disk-file-store";
import type { NewCaseRecord } from "../../../src/records/record";
import { localTenantId } from "../../../src/local-chat/people";
import { sampleEntry, sampleFile, sampleKey, sampleRecord } from "../../contracts/store-samples";
import type { TestApp } from "../../support/test-app";

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body; null when it is empty. */
  readonly body: unknown;
}

/** Calls the API: `path` from the origin on. */
export async function callApi(
  origin: string,
  path: string,
  {
    method = "GET",
    headers = {},
    body,
  }: Pick<RequestInit, "method" | "body"> & { headers?: HeadersInit } = {},
): Promise<ApiAnswer> {
  const response = await fetch(`${origin}${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") === true;
  const parsed: unknown = isJson ? JSON.parse(text) : null;
  return { status: response.status, headers: response.headers, text, body: parsed };
}

/** Posts JSON. */
export function postApi(
  origin: string,
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>>,
): Promise<ApiAnswer> {
  const all = { "content-type": "application/json", ...headers };
  return callApi(origin, path, { method: "POST", headers: all, body: JSON.stringify(body) });
}

/** Saves a record of the local tenant, or of another one, with one line of history. */
export async function keepRecord(
  { app }: Pick<TestApp, "app">,
  record: Partial<NewCaseRecord> = {},
  tenantId = localTenantId,
): Promise<void> {
  const at = "2026-11-20T08:00:00.000Z";
  const key = sampleKey({ tenantId });
  await app.store.saveTurn({
    key,
    at,
    createRecord: sampleRecord(record),
    history: [sampleEntry()],
  });
}

/** Keeps a file with a record of the local tenant and answers its id. */
export async function keepFile(
  { app, dataDir }: Pick<TestApp, "app" | "dataDir">,
  number: number,
  { name = "screenshot.png", bytes = "the bytes" }: { readonly name?: string; readonly bytes?: string } = {},
): Promise<string> {
  const id = `file-${number}-${name.length}`;
  const key = sampleKey({ tenantId: localTenantId });
  await app.store.saveTurn({
    key,
    at: "2026-11-20T08:00:00.000Z",
    files: [sampleFile({ id, number, name })],
  });
  const files = createDiskFileStore(join(dataDir, "files"));
  const { size, sha256 } = await files.save(localTenantId, id, Buffer.from(bytes));
  const contentType = "image/png";
  await app.store.settleFile(localTenantId, id, { state: "kept", name, contentType, size, sha256 });
  return id;
}
