import { z } from "zod";
import type { Input } from "../input";
import { quickSchema } from "../quick-schema";
import { type InboundActivity, isPersonal } from "./activity";
import { cleanInput } from "./clean-input";
import { readConsent } from "./file-consent";
import { readFiles } from "./file-source";
import { isInvoke } from "./invokes";
import { readJoinedTeam, readLostPlace, readMentioned, readRenamedPlace } from "./read-channel";
import { readClick } from "./read-click";
import { isExtension, readExtension, type ReadMessageLink } from "./read-extension";

const ExecuteValue = z.looseObject({
  action: z.looseObject({ verb: z.string().max(128), data: z.unknown().optional() }),
  trigger: z.string().optional(),
});
const SubmitValue = z.looseObject({ verb: z.string().max(128) });

const executeValue = quickSchema(ExecuteValue);
const submitValue = quickSchema(SubmitValue);

/**
 * Turns an activity into what the person did. Execute, its Submit fallback and typed text end in the same type;
 * null is an activity that asks nothing of us.
 */
export function readInput(activity: InboundActivity, readLink: ReadMessageLink): Input | null {
  if (isExtension(activity)) return readExtension(activity, readClick, readLink);
  if (activity.type === "message") return readMessage(activity);
  if (activity.type === "invoke") return readInvoke(activity);
  if (!isPersonal(activity))
    return readJoinedTeam(activity) ?? readLostPlace(activity) ?? readRenamedPlace(activity);
  if (activity.type === "installationUpdate")
    return activity.action?.startsWith("remove") === true ? null : { kind: "joined" };
  const wasAdded = activity.membersAdded?.some(({ id }) => id === activity.recipient?.id) === true;
  return activity.type === "conversationUpdate" && wasAdded ? { kind: "joined" } : null;
}

function readMessage(activity: InboundActivity): Input {
  const submit = submitValue.read(activity.value);
  if (!isPersonal(activity)) {
    if (submit !== undefined) return forChannel(readClick(submit.verb, submit));
    return { kind: "thread_text", text: cleanInput(readMentioned(activity)) };
  }
  if (submit !== undefined) return readClick(submit.verb, submit);
  if (activity.value !== undefined && activity.value !== null) return { kind: "unknown", verb: "" };
  const files = readFiles(activity);
  const text = cleanInput(activity.text ?? "");
  return files === null ? { kind: "text", text } : { kind: "text", text, files };
}

function readInvoke(activity: InboundActivity): Input | null {
  if (isInvoke(activity, "fileConsent/invoke")) return isPersonal(activity) ? readConsent(activity) : null;
  if (!isInvoke(activity, "adaptiveCard/action")) return null;
  const value = executeValue.read(activity.value);
  if (value === undefined) return { kind: "unknown", verb: "" };
  const { action, trigger } = value;
  const click = forPlace(activity, readClick(action.verb, action.data ?? {}));
  return trigger === "automatic" ? toShow(click) : click;
}

/** What can be done with a case from the card in a channel; all else belongs into a person's own chat. */
const channelKinds: readonly Input["kind"][] = [
  "record_menu",
  "record_form",
  "record_change",
  "case_take",
  "route",
];

function forPlace(activity: InboundActivity, input: Input): Input {
  return isPersonal(activity) ? input : forChannel(input);
}

function forChannel(input: Input): Input {
  const isShown = input.kind === "shared_case" || (input.kind === "show" && input.record !== undefined);
  return isShown || channelKinds.includes(input.kind) ? input : { kind: "channel", text: "" };
}

/** Refreshes come by themselves and again and again: whatever their verb, they only look. */
function toShow(input: Input): Input {
  if (input.kind === "shared_case") return input;
  const intakeId = "intakeId" in input ? input.intakeId : undefined;
  const record = "record" in input ? input.record : undefined;
  return { kind: "show", intakeId, record };
}
