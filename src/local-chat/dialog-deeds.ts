import type { Outcome } from "./deed-outcome";
import type { CommandRequest, DialogRequest } from "./deed-requests";
import { createExtensionInvoke } from "./inbound-activity";
import { createMessagePayload } from "./message-payload";
import { createSituation, type DeedContext, findClicked, mergeInputs } from "./person-deeds";
import { readTaskAnswer } from "./task-answer";

/** Takes a command of a message's menu; the answer opens a dialog that this person alone sees. */
export function startCommand(context: DeedContext, request: CommandRequest): Promise<Outcome> {
  return invoke(context, request, "composeExtension/fetchTask", {});
}

/** Presses an Action.Submit in the dialog; the answer fills the dialog anew, or closes it. */
export function submitDialog(context: DeedContext, request: DialogRequest): Promise<Outcome> {
  const data = mergeInputs(request.action.data, request.inputs);
  return invoke(context, request, "composeExtension/submitAction", { data });
}

async function invoke(
  context: DeedContext,
  request: CommandRequest,
  name: string,
  more: { readonly data?: unknown },
): Promise<Outcome> {
  const clicked = findClicked(context, request);
  const owner = clicked?.conversation.personId;
  // Nobody reads, let alone uses, what was said in somebody else's chat.
  if (clicked === undefined || (owner !== undefined && owner !== request.person.aadObjectId)) {
    return { kind: "gone" };
  }
  const { conversation, message } = clicked;
  const value = {
    commandId: request.commandId,
    commandContext: "message",
    requestId: context.newId(),
    ...more,
    messagePayload: createMessagePayload(message, context.serviceUrl()),
    context: { theme: "default" },
  };
  const situation = createSituation(context, request, conversation, message);
  return readTaskAnswer(await context.deliveries.deliver(createExtensionInvoke(situation, name, value)));
}
