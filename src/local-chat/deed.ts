import { z } from "zod";
import type { Outcome } from "./deed-outcome";
import type { ChannelRequest } from "./deed-requests";
import type { LocalConnector } from "./local-connector";
import { mentionOf } from "./inbound-activity";
import type { Deed } from "./page/wire";
import { isInTeam } from "./team";

const acting = {
  person: z.string().max(100),
  conversationId: z.string().max(300),
  locale: z.enum(["en-US", "zh-TW", "zh-CN"]),
  timezone: z.string().max(100).refine(isTimezone, "is no time zone"),
};

const pressing = {
  action: z.object({
    verb: z.string().optional(),
    id: z.string().optional(),
    title: z.string().optional(),
    data: z.unknown(),
  }),
  inputs: z.record(z.string(), z.unknown()),
};

const clicking = { ...acting, ...pressing, messageId: z.string().max(300) };
const commanding = { ...acting, messageId: z.string().max(300), commandId: z.string().min(1).max(64) };

const DeedSchema: z.ZodType<Deed> = z.discriminatedUnion("kind", [
  z.object({ ...acting, kind: z.literal("open") }),
  z.object({ ...acting, kind: z.enum(["addToTeam", "removeFromTeam", "deleteChannel", "restoreChannel"]) }),
  z.object({ ...acting, kind: z.literal("renameChannel"), name: z.string().trim().min(1).max(50) }),
  z
    .object({
      ...acting,
      kind: z.literal("text"),
      text: z.string().trim().max(20_000),
      files: z.array(z.string().max(100)).max(10).optional(),
      threadId: z.string().max(300).optional(),
    })
    .refine(({ text, files = [] }) => text !== "" || files.length > 0, { path: ["text"], error: "is empty" }),
  z.object({
    ...acting,
    kind: z.literal("consent"),
    messageId: z.string().max(300),
    accepted: z.boolean(),
  }),
  z.object({ ...clicking, kind: z.literal("execute") }),
  z.object({ ...clicking, kind: z.literal("submit") }),
  z.object({ ...commanding, kind: z.literal("command") }),
  z.object({ ...commanding, ...pressing, kind: z.literal("dialog") }),
  z.object({ ...acting, kind: z.literal("query"), text: z.string().max(300) }),
  z.object({
    ...acting,
    kind: z.literal("lookUp"),
    dataset: z.string().max(64),
    text: z.string().max(300),
  }),
  z.object({ ...acting, kind: z.literal("share"), card: z.looseObject({ type: z.literal("AdaptiveCard") }) }),
  z.object({ ...acting, kind: z.literal("refresh"), messageId: z.string().max(300) }),
]);

/** What was wrong with a deed of the page, in words for programmers. */
export interface Complaint {
  readonly field: string;
  readonly problem: string;
}

/** Reads what the page says a person did. */
export function parseDeed(body: unknown): { readonly deed: Deed } | { readonly complaint: Complaint } {
  const parsed = DeedSchema.safeParse(body);
  if (parsed.success) {
    return { deed: parsed.data };
  }
  const issue = parsed.error.issues[0];
  return {
    complaint: { field: issue?.path.join(".") ?? "", problem: issue?.message ?? "is not understood" },
  };
}

/** Does it through the connector, in the name of the person. */
export async function doDeed(connector: LocalConnector, deed: Deed): Promise<Outcome | Complaint> {
  const person = connector.people.find(({ aadObjectId }) => aadObjectId === deed.person);
  if (person === undefined) {
    return { field: "person", problem: "is nobody here" };
  }
  switch (deed.kind) {
    case "open":
      return deed.conversationId === connector.personalChatOf(person)
        ? connector.openPersonalChat({ ...deed, person })
        : openChannel(connector, { ...deed, person });
    case "addToTeam":
    case "removeFromTeam":
    case "deleteChannel":
    case "restoreChannel":
      return connector[deed.kind]({ ...deed, person });
    case "renameChannel":
      return connector.renameChannel({ ...deed, person });
    case "text":
      return connector.sendText({ ...deed, person, text: readSaid(connector, deed) });
    case "execute":
      return connector.execute({ ...deed, person });
    case "submit":
      return connector.submit({ ...deed, person });
    case "command":
      return connector.startCommand({ ...deed, person });
    case "dialog":
      return connector.submitDialog({ ...deed, person });
    case "query":
      return connector.queryCases({ ...deed, person });
    case "lookUp":
      return connector.lookUpChoices({ ...deed, person });
    case "share":
      return connector.shareCard({ ...deed, person });
    case "consent":
      return connector.consent({ ...deed, person });
    case "refresh":
      return (await connector.refreshCards({ ...deed, person }))[0] ?? { kind: "gone" };
  }
}

/** Looking into a channel tells the bot nothing; only the cards that ask for it are refreshed. */
async function openChannel(connector: LocalConnector, request: ChannelRequest): Promise<Outcome | Complaint> {
  const isKnown = connector.team.channels.some(({ id }) => id === request.conversationId);
  if (!isKnown) {
    return { field: "conversationId", problem: "is no channel here" };
  }
  if (isInTeam(connector.snapshot().state, connector.team)) {
    await connector.refreshCards(request);
  }
  return { kind: "delivered" };
}

/** An app that is not in the team cannot be mentioned there: its name is a name and no more. */
function readSaid(connector: LocalConnector, deed: Extract<Deed, { readonly kind: "text" }>): string {
  const { bot, team } = connector;
  const isChannel = team.channels.some(({ id }) => id === deed.conversationId);
  return !isChannel || isInTeam(connector.snapshot().state, team)
    ? deed.text
    : deed.text.replaceAll(mentionOf(bot), `@${bot.name}`);
}

function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
