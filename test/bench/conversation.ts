import { type Agent, request } from "node:http";
import { z } from "zod";
import { actionsOf } from "../support/card-reader";

export interface Target {
  readonly origin: string;
  readonly agent: Agent;
  readonly authorization: string;
}

const Answer = z.object({ value: z.unknown() });

/** One person who answers the first page and goes back, again and again: every turn is saved durably. */
export interface Conversation {
  /** One card turn; resolves to the milliseconds until the next card was there. */
  turn(): Promise<number>;
}

const firstPage = {
  product: "exchange-online",
  issueType: "technical_break_fix",
  tenantScope: "customer",
  purchaseChannel: "csp",
  partnerType: "direct_bill",
  cloud: "commercial",
};

export function createConversation(target: Target, id: number): Conversation {
  let turns = 0;
  let next: { readonly verb: string; readonly data: object } = { verb: "intake/start", data: {} };
  return {
    async turn() {
      turns += 1;
      const begun = performance.now();
      const card = await invoke(target, id, turns, next);
      const milliseconds = performance.now() - begun;
      const actions = actionsOf(card);
      const back = actions.find(({ verb }) => verb === "intake/back");
      const answer = actions.find(({ verb }) => verb === "intake/answer");
      if (back !== undefined) next = { verb: "intake/back", data: back.data };
      else if (answer !== undefined) next = { verb: "intake/answer", data: { ...answer.data, ...firstPage } };
      return milliseconds;
    },
  };
}

async function invoke(target: Target, id: number, turn: number, action: object): Promise<unknown> {
  const text = await post(target, {
    type: "invoke",
    name: "adaptiveCard/action",
    id: `turn-${id}-${turn}`,
    timestamp: new Date().toISOString(),
    channelId: "msteams",
    serviceUrl: "http://127.0.0.1:9/",
    from: { id: `29:bench-${id}`, name: "Bench", aadObjectId: `bench-${id}` },
    recipient: { id: "28:bot", name: "Bot" },
    conversation: { id: `a:bench-${id}`, conversationType: "personal", tenantId: "bench" },
    channelData: { tenant: { id: "bench" } },
    locale: "en-US",
    value: { action: { type: "Action.Execute", ...action }, trigger: "manual" },
  });
  return Answer.parse(JSON.parse(text)).value;
}

function post({ origin, agent, authorization }: Target, activity: object): Promise<string> {
  const body = JSON.stringify(activity);
  const headers = {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
    ...(authorization === "" ? {} : { authorization }),
  };
  return new Promise((resolve, reject) => {
    const sent = request(`${origin}/api/messages`, { method: "POST", agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        if (response.statusCode === 200) resolve(Buffer.concat(chunks).toString());
        else reject(new Error(`answered ${response.statusCode ?? 0}`));
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
