import type { AppOptions } from "./app-options";
import { createTurnLimit } from "./http/turn-limits";
import type { Parts } from "./open-parts";
import { type Bot, createBot } from "./teams/bot";
import { createCaseSearch } from "./teams/case-search";
import { createLearnAddress } from "./teams/learn-address";
import { createSelfTest } from "./teams/self-test";
import { createShowRoutes } from "./teams/show-routes";

/** The bot, with all it does beside a turn. */
export function connectBot({ settings, log, worker }: AppOptions, parts: Parts): Bot {
  const { channel, bench, renderers, outbox, kit, keeper, clock } = parts;
  const { registration, database, defaultTimeZone } = settings;
  return createBot({
    ...channel,
    ...{ bench, renderers, defaultTimeZone, log },
    references: outbox.references,
    watch: parts.eyes.watch,
    learnAddress: createLearnAddress(outbox),
    showRoutes: createShowRoutes({ ...outbox, renderers }),
    selfTest: createSelfTest({ ...outbox, ...bench, renderers, log, database: database.kind }),
    caseSearch: createCaseSearch({ ...settings, bench, kit, renderers, log }),
    ...(registration === null ? {} : { limit: createTurnLimit(clock.now, worker?.limitMemory) }),
    onFiles: () => {
      keeper.wake();
    },
  });
}
