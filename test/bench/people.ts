import { z } from "zod";
import type { Sink } from "./sink";
import { openWire, type Wire } from "./wire";

/** One person who does the same again and again. */
export interface Worker {
  /** Resolves when the answer is there. */
  step(): Promise<void>;
  close(): void;
}

export interface Target {
  readonly origin: string;
  /** The header line of the token, or nothing. */
  readonly authorization: string;
  readonly sink: Sink;
}

/** The tenant whose people the bench plays. */
export const tenantId = "bench";

const firstPage = {
  product: "exchange-online",
  issueType: "technical_break_fix",
  tenantScope: "customer",
  purchaseChannel: "csp",
  partnerType: "direct_bill",
  cloud: "commercial",
};

/** What Teams sends with every activity, whoever asks for what. */
function activityOf(target: Target, person: string, id: string, rest: object): string {
  return JSON.stringify({
    id,
    timestamp: "2026-11-20T09:00:00.000Z",
    localTimestamp: "2026-11-20T17:00:00.000+08:00",
    localTimezone: "Asia/Taipei",
    channelId: "msteams",
    serviceUrl: target.sink.serviceUrl,
    from: { id: `29:${person}`, name: "Bench", aadObjectId: person },
    recipient: { id: "28:bot", name: "Bot" },
    conversation: { id: `a:${person}`, conversationType: "personal", tenantId },
    channelData: { tenant: { id: tenantId } },
    entities: [
      { type: "clientInfo", locale: "en-US", country: "US", platform: "Web", timezone: "Asia/Taipei" },
    ],
    locale: "en-US",
    ...rest,
  });
}

function openWireTo({ origin, authorization }: Target): Promise<Wire> {
  return openWire({ origin, headers: authorization });
}

const Data = z.object({ intakeId: z.string(), revision: z.number() });

/** Which step of the dialog a card offers under a verb. A plain search: this program shares two cores with what it measures. */
function findStep(card: string, verb: string): z.infer<typeof Data> | undefined {
  const mark = `${verb}","data":`;
  const place = card.indexOf(mark);
  if (place < 0) return undefined;
  const begin = place + mark.length;
  return Data.parse(JSON.parse(card.slice(begin, card.indexOf("}", begin) + 1)));
}

/**
 * Answers the first page and goes back, again and again: every turn is saved durably and draws a card. A server that
 * knows no dialog gets the same clicks, of the same size.
 */
export async function createClicker(target: Target, person: string): Promise<Worker> {
  const wire = await openWireTo(target);
  let count = 0;
  let verb = "intake/start";
  let data: object = {};
  return {
    async step() {
      count += 1;
      const value = { action: { type: "Action.Execute", verb, data }, trigger: "manual" };
      const rest = { type: "invoke", name: "adaptiveCard/action", value };
      const body = await wire.ask(
        "POST",
        "/api/messages",
        activityOf(target, person, `click-${count}`, rest),
      );
      if (!body.includes("AdaptiveCard")) throw new Error("a click was not answered with a card");
      const back = findStep(body, "intake/back");
      const where = back ?? findStep(body, "intake/answer");
      if (where === undefined) return;
      verb = back === undefined ? "intake/answer" : "intake/back";
      data = { ...where, ...(back === undefined ? firstPage : {}) };
    },
    close: () => {
      wire.close();
    },
  };
}

/** Searches the cases from the compose box as one types, a few words in turn; every answer holds cards, or says that there are none. */
export async function createSearcher(target: Target, person: string): Promise<Worker> {
  const wire = await openWireTo(target);
  const words = ["mail", "teams calls", "PS-000001", "客戶", "quasar", ""];
  let count = 0;
  return {
    async step() {
      count += 1;
      const parameters = [{ name: "text", value: words[count % words.length] }];
      const value = { commandId: "searchCases", parameters, queryOptions: { skip: 0, count: 10 } };
      const rest = { type: "invoke", name: "composeExtension/query", value };
      const body = await wire.ask(
        "POST",
        "/api/messages",
        activityOf(target, person, `search-${count}`, rest),
      );
      if (!/composeExtension|AdaptiveCard/.test(body)) throw new Error("a search was not answered");
    },
    close: () => {
      wire.close();
    },
  };
}

/** Types `cancel` and `undo`, again and again, and waits for the message that answers it; every turn is saved. */
export async function createTypist(target: Target, person: string): Promise<Worker> {
  const wire = await openWireTo(target);
  let count = 0;
  const say = async (text: string): Promise<void> => {
    count += 1;
    const reply = target.sink.next(`a:${person}`);
    await wire.ask(
      "POST",
      "/api/messages",
      activityOf(target, person, `text-${count}`, { type: "message", text }),
    );
    await reply;
  };
  await say("new case");
  return {
    step: () => say(count % 2 === 1 ? "cancel" : "undo"),
    close: () => {
      wire.close();
    },
  };
}
