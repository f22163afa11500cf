import type { Click } from "./card-clicks.js";
import type { LookUp } from "./card-inputs.js";
import type { Dialog } from "./dialog.js";
import { lookUpChoices } from "./look-up.js";
import { describeOutcome } from "./outcome-text.js";
import type { Texts } from "./texts.js";
import type { Deed, WireOutcome } from "./wire.js";

/** Who acts where, and on which message. */
type Target = Omit<Extract<Deed, { readonly kind: "command" }>, "kind">;

interface CommandOptions {
  readonly dialog: Dialog;
  readonly act: (deed: Deed) => Promise<WireOutcome>;
}

/** The one command of the app, by the id its manifest gives it. */
export const commandId = "checkSupportRules";

/** Takes the command of a message's menu and leads the dialog it opens, card after card. */
export function createMessageCommand({ dialog, act }: CommandOptions) {
  return async (target: Target, texts: Texts): Promise<void> => {
    const isOpen = dialog.open(texts.checkRules, texts.opening);
    const show = (outcome: WireOutcome): void => {
      if (!isOpen()) {
        return;
      }
      if (outcome.kind === "dialog") {
        dialog.showCard({ ...outcome, texts, onClick: press, lookUp });
      } else if (outcome.kind === "closed") {
        dialog.close();
      } else if (outcome.kind === "notice") {
        dialog.say(outcome.text);
      } else {
        dialog.showNotice(describeOutcome(outcome, texts), texts);
      }
    };
    const lookUp: LookUp = (dataset, text) => lookUpChoices({ act, target, dataset, text });
    const press = async ({ kind, action }: Click): Promise<void> => {
      // In a dialog of Teams an Action.Execute reaches nobody.
      if (kind === "submit") {
        show(await act({ ...target, kind: "dialog", action, inputs: {} }));
      }
    };
    const first = await act({ ...target, kind: "command" });
    if (isOpen() && first.kind !== "dialog" && first.kind !== "notice") {
      dialog.say(describeOutcome(first, texts)?.text ?? texts.cannotShow);
      return;
    }
    show(first);
  };
}
