import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { connectorPath } from "./http/local-routes";
import { createLocalConnector } from "./local-chat/connector";
import type { LocalConnector } from "./local-chat/local-connector";
import { localPeople, localTenantId } from "./local-chat/people";
import { createPostToBot } from "./local-chat/post-to-bot";
import { createTranscriptKeeper, readTranscript, type TranscriptKeeper } from "./local-chat/transcript";

/** The connector of the local chat, with what was said there before, and what keeps it. */
export function openLocalChat(
  dataDir: string,
  origin: () => string,
  now: () => Date,
): { readonly connector: LocalConnector; readonly transcript: TranscriptKeeper } {
  const file = join(dataDir, "local-chat.json");
  const transcript = createTranscriptKeeper(file);
  const connector = createLocalConnector({
    people: localPeople,
    tenantId: localTenantId,
    bot: { id: "28:partner-support", name: "Partner Support" },
    serviceUrl: () => `${origin()}${connectorPath}`,
    postToBot: createPostToBot(() => `${origin()}/api/messages`),
    now,
    newId: randomUUID,
    initial: readTranscript(file),
    onChange: (state) => {
      transcript.keep(state);
    },
  });
  return { connector, transcript };
}
