import { setTimeout as wait } from "node:timers/promises";
import { AuthenticationConstants } from "botframework-connector";
import type { Logger } from "../log";
import type { Settings } from "../settings";
import type { Watch } from "../telemetry/watch";
import { TeamsAdapter } from "./adapter";
import { localAdmission, teamsAdmission } from "./admission";
import { TeamsAuthentication } from "./authentication";
import type { Admission } from "./admission";
import { createRefusalCounter } from "./count-refusals";
import { type FileHosts, localFileHosts, teamsFileHosts } from "./file-hosts";
import { createConnectorCalls } from "./connector-calls";
import { createCredentials } from "./credentials";
import { createMessenger, type Messenger } from "./messenger";
import { createReplyClient, type ReplyClient } from "./reply-client";
import { warmKeys } from "./warm-keys";

/** The way to and from Teams, or to the local chat that stands in for it. */
export interface Channel {
  readonly authentication: TeamsAuthentication;
  readonly adapter: TeamsAdapter;
  readonly replyClient: ReplyClient;
  readonly admission: Admission;
  readonly messenger: Messenger;
  readonly fileHosts: FileHosts;
  readonly appId: string;
  /** Told once the server listens; the local chat's files lie there. */
  readonly place: { origin: string };
  /** Ends the connections to the connector. */
  close(): void;
}

/** Milliseconds a call of a turn may take; somebody waits for it. */
const callDeadline = 4000;

interface ChannelOptions {
  readonly settings: Settings;
  readonly log: Logger;
  readonly watch: Pick<Watch, "refused">;
  readonly now: () => Date;
  /** In which tokens that are being checked are counted together with other threads; absent: there are none. */
  readonly memory?: { readonly checks: SharedArrayBuffer } | undefined;
}

/** Opens it as the settings say; another authentication than theirs is for tests with a key server. */
export function openChannel({
  settings,
  log,
  watch,
  now,
  memory,
  authentication = authenticate({ settings, log, watch, now, memory }),
}: ChannelOptions & {
  readonly authentication?: TeamsAuthentication | undefined;
}): Channel {
  const { registration } = settings;
  const place = { origin: "" };
  const appId = registration?.appId ?? "";
  const adapter = new TeamsAdapter(authentication);
  const admission = registration === null ? localAdmission : teamsAdmission(registration.allowedTenants);
  const fileHosts =
    registration === null
      ? localFileHosts(() => place.origin)
      : teamsFileHosts((serviceUrl) => admission.isServiceAllowed(serviceUrl));
  const calls = createConnectorCalls({
    deadlineMs: callDeadline,
    now,
    random: Math.random,
    pause: (ms) => wait(ms),
  });
  const messenger = createMessenger({
    calls,
    tokenFor: (serviceUrl) => authentication.tokenFor(appId, serviceUrl),
    isServiceAllowed: admission.isServiceAllowed,
  });
  const replyClient = createReplyClient({
    calls,
    tokenFor: (authenticated, serviceUrl) => adapter.tokenFor(authenticated, serviceUrl),
  });
  const close = (): void => {
    calls.close();
  };
  return { authentication, adapter, replyClient, admission, messenger, fileHosts, appId, place, close };
}

function authenticate({
  settings: { registration },
  log,
  watch,
  now,
  memory,
}: ChannelOptions): TeamsAuthentication {
  const refused = createRefusalCounter({
    tell: (kind, count) => {
      log.warn({ kind, count }, "tokens were refused");
    },
    note: (kind) => {
      watch.refused(kind);
    },
  });
  if (registration === null) return new TeamsAuthentication({}, refused);
  warmKeys(AuthenticationConstants.ToBotFromChannelOpenIdMetadataUrl).catch((cause: unknown) => {
    log.warn({ err: cause }, "the keys of the channel's tokens could not be fetched");
  });
  return new TeamsAuthentication(
    { MicrosoftAppId: registration.appId },
    refused,
    createCredentials(registration),
    {
      now: () => now().getTime(),
      ...(memory === undefined ? {} : { checks: new Int32Array(memory.checks) }),
    },
  );
}
