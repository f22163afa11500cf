import { StorageError } from "../errors";
import { handleTurn, type Reply } from "../handle-turn";
import type { Input } from "../input";
import { readChannelCommand } from "../intake/read-command";
import { languageOfLocale } from "../locales/texts";
import type { Turn } from "../turns/turn";
import type { View } from "../views";
import type { BotOptions } from "./bot-options";

/** What a turn came to. */
export interface Taken {
  readonly reply: Reply;
  /** Whether nothing could be done, and the reply says so. */
  readonly isBroken: boolean;
}

/** Whatever fails is an honest "try again": nothing has been half saved, and silence would be worse. */
export async function answerTurn(
  turn: Turn,
  { bench, watch, log }: Pick<BotOptions, "bench" | "watch" | "log">,
): Promise<Taken> {
  const { tenantId, activityId } = turn.key;
  try {
    const { kind } = turn.input;
    const reply = await watch.turn({ kind, tenantId, activityId }, () => handleTurn(turn, bench));
    return { reply, isBroken: false };
  } catch (error) {
    log.error(
      { err: error },
      error instanceof StorageError ? "the database failed in a turn" : "a turn broke",
    );
    const audience = { language: languageOfLocale(turn.locale), timeZone: turn.timeZone, now: bench.now() };
    // Whoever asks what is wrong is told, above all when something is.
    const view: View = asksSelfTest(turn.input)
      ? { kind: "self_test", findings: null }
      : { kind: "message", notice: { key: "try_again" } };
    return { reply: { view, audience }, isBroken: true };
  }
}

function asksSelfTest(input: Input): boolean {
  const isSaid = input.kind === "text" || input.kind === "channel" || input.kind === "thread_text";
  return isSaid && readChannelCommand(input.text).kind === "self_test";
}
