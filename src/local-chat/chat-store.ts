import { parseChatState, type ChatState } from "./chat-state";
import type { ChatSnapshot, Typing } from "./local-connector";

/** The state of the chat, and who is told when it changes. */
export interface ChatStore {
  read(): ChatState;
  change(step: (state: ChatState) => ChatState): void;
  snapshot(): ChatSnapshot;
  subscribe(listener: (snapshot: ChatSnapshot) => void): () => void;
  showTyping(conversationId: string, until: string): void;
  stopTyping(conversationId: string): void;
  /** Shows the bot as typing until the returned function is called. */
  awaitAnswer(conversationId: string): () => void;
}

/** Holds the chat's state and tells listeners of every change; typing is told but never saved. */
export function createChatStore(options: {
  readonly initial?: unknown;
  readonly onChange?: (state: ChatState) => void;
}): ChatStore {
  let state = parseChatState(options.initial);
  let typing: readonly Typing[] = [];
  const listeners = new Set<(snapshot: ChatSnapshot) => void>();

  const snapshot = () => ({ state, typing });
  function setTyping(next: readonly Typing[]) {
    typing = next;
    listeners.forEach((listener) => {
      listener(snapshot());
    });
  }

  return {
    read: () => state,
    snapshot,
    change(step) {
      state = step(state);
      options.onChange?.(state);
      setTyping(typing);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    showTyping(conversationId, until) {
      setTyping([...typing.filter((one) => !isShownUntil(one, conversationId)), { conversationId, until }]);
    },
    stopTyping(conversationId) {
      if (typing.some((one) => isShownUntil(one, conversationId))) {
        setTyping(typing.filter((one) => !isShownUntil(one, conversationId)));
      }
    },
    awaitAnswer(conversationId) {
      const waiting: Typing = { conversationId };
      setTyping([...typing, waiting]);
      return () => {
        setTyping(typing.filter((one) => one !== waiting));
      };
    },
  };
}

function isShownUntil(typing: Typing, conversationId: string): boolean {
  return typing.conversationId === conversationId && typing.until !== undefined;
}
