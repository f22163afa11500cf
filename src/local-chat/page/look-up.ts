import type { Deed, WireChoice, WireOutcome } from "./wire.js";

interface LookUpOptions {
  readonly act: (deed: Deed) => Promise<WireOutcome>;
  /** Who asks, and from where. */
  readonly target: Omit<Extract<Deed, { readonly kind: "open" }>, "kind">;
  readonly dataset: string;
  readonly text: string;
}

/** Asks the bot what a picker can be filled with; a bot that cannot say leaves what the card offers. */
export async function lookUpChoices({
  act,
  target,
  dataset,
  text,
}: LookUpOptions): Promise<readonly WireChoice[]> {
  const { person, conversationId, locale, timezone } = target;
  const outcome = await act({ person, conversationId, locale, timezone, kind: "lookUp", dataset, text });
  return outcome.kind === "choices" ? outcome.choices : [];
}
