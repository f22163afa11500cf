import type { Logger } from "../log";
import type { Watch } from "../telemetry/watch";
import type { Workbench } from "../turns/turn";
import type { TeamsAdapter } from "./adapter";
import type { Admission } from "./admission";
import type { CaseSearch } from "./case-search";
import type { FileHosts } from "./file-hosts";
import type { LearnAddress } from "./learn-address";
import type { Messenger } from "./messenger";
import type { References } from "./references";
import type { Renderers } from "./replies";
import type { ReplyClient } from "./reply-client";
import type { ShowRoutes } from "./show-routes";
import type { SelfTest } from "./self-test";

/** What the bot works with. */
export interface BotOptions {
  readonly adapter: TeamsAdapter;
  readonly replyClient: ReplyClient;
  readonly bench: Workbench;
  readonly renderers: Renderers;
  readonly admission: Admission;
  readonly defaultTimeZone: string;
  readonly messenger: Messenger;
  readonly fileHosts: FileHosts;
  /** Called after a turn that brought files. */
  readonly onFiles: () => void;
  readonly references: References;
  readonly learnAddress: LearnAddress;
  readonly selfTest: SelfTest;
  readonly caseSearch: CaseSearch;
  readonly showRoutes: ShowRoutes;
  readonly watch: Pick<Watch, "turn">;
  /** After how many seconds somebody may go on who asks too much; 0: at once. Absent: nobody is held up. */
  readonly limit?: (tenantId: string, personId: string) => number;
  readonly log: Logger;
}
