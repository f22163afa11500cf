import { ActivityTypes } from "botbuilder";
import { textsOf } from "../locales/texts";
import type { FileFault, FileLimits } from "../records/case-file";
import type { PendingFile, Store } from "../storage/store";
import { languageOf } from "../turns/turn";
import { parseSource } from "./file-source";
import type { Messenger } from "./messenger";
import type { Renderers } from "./replies";

/** What the sender of a file is told with; `now` is ISO, UTC. */
export interface TellOptions {
  readonly store: Pick<Store, "loadTurn">;
  readonly messenger: Messenger;
  readonly text: Renderers["text"];
  readonly limits: FileLimits;
  readonly now: () => string;
}

const megabyte = 1024 * 1024;

/** Tells the sender of a file in their chat why it was not kept. */
export function createTeller({ store, messenger, text, limits, now }: TellOptions) {
  return async (file: PendingFile, fault: FileFault): Promise<void> => {
    const source = parseSource(file.source);
    if (source === null) return;
    const { chat, locale } = source;
    const key = {
      tenantId: file.tenantId,
      userId: file.by.id,
      conversationId: chat.conversationId,
      activityId: "",
    };
    const { profile } = await store.loadTurn(key);
    const language = languageOf(profile, locale);
    const values = {
      name: file.name === "" ? textsOf(language)("files.unnamed") : file.name,
      ...valuesOf(fault, limits),
    };
    const view = { kind: "message", notice: { key: `file_${fault}`, values } } as const;
    await messenger.send(chat, {
      type: ActivityTypes.Message,
      textFormat: "plain",
      text: text(view, { language, timeZone: "UTC", now: now() }),
    });
  };
}

/** The limits a sentence names. */
function valuesOf(fault: FileFault, limits: FileLimits): Readonly<Record<string, string>> {
  if (fault === "case_full")
    return { files: String(limits.caseFiles), megabytes: String(limits.caseBytes / megabyte) };
  return fault === "type" || fault === "size" ? { limit: String(limits.fileBytes / megabyte) } : {};
}
