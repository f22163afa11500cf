import { allTexts } from "./all-texts.js";
import type { createToolbar } from "./toolbar.js";
import type { Deed, Welcome, WireChannel, WirePerson } from "./wire.js";

/** The two conversations that are side by side on the page. */
export type PaneKind = "chat" | "channel";

/** The panes, in the order in which they stand. */
export const paneKinds: readonly PaneKind[] = ["chat", "channel"];

/** Who acts, and where. */
type Acting = Omit<Extract<Deed, { readonly kind: "open" }>, "kind">;

/** What the page knows of the chat, and where the person is who looks at it. */
export type Standing = ReturnType<typeof createStanding>;

/** Knows nothing of the chat before it is told. */
export function createStanding(toolbar: Pick<ReturnType<typeof createToolbar>, "preferences" | "findMe">) {
  let model: Welcome | undefined;
  let chosenChannel = "";
  /** Milliseconds the clock of the chat is ahead of this one. */
  let ahead = 0;

  const me = (): WirePerson | undefined => toolbar.findMe(model?.people ?? []);
  const chatOf = ({ aadObjectId }: WirePerson): string => model?.personalChats[aadObjectId] ?? "";

  function channel(): WireChannel | undefined {
    const all = model?.team.channels ?? [];
    return all.find(({ id }) => id === chosenChannel) ?? all[0];
  }

  function conversationOf(kind: PaneKind): string {
    const person = me();
    return kind === "channel" ? (channel()?.id ?? "") : person === undefined ? "" : chatOf(person);
  }

  function acting(conversationId: string): Acting {
    const { timeZone: timezone } = Intl.DateTimeFormat().resolvedOptions();
    const { locale } = toolbar.preferences();
    return { person: me()?.aadObjectId ?? "", conversationId, locale, timezone };
  }

  return {
    ...{ me, chatOf, channel, conversationOf, acting },
    model: () => model,
    /** What is written in a channel for the bot to hear. */
    mention: () => `@${model?.bot.name ?? ""}`,
    now: () => new Date(Date.now() + ahead),
    language: () => {
      const { locale } = toolbar.preferences();
      return { locale, texts: allTexts[locale] };
    },
    learn: (next: Welcome) => {
      model = next;
    },
    /** Takes over the time of the chat (ISO). */
    setTime: (now: string) => {
      ahead = Date.parse(now) - Date.now();
    },
    chooseChannel: (id: string) => {
      chosenChannel = id;
    },
  };
}
