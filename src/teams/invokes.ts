import type { InboundActivity } from "./activity";

/** Every invoke that is answered; any other one is refused. */
export type InvokeName =
  | "adaptiveCard/action"
  | "application/search"
  | "composeExtension/anonymousQueryLink"
  | "composeExtension/fetchTask"
  | "composeExtension/query"
  | "composeExtension/queryLink"
  | "composeExtension/submitAction"
  | "fileConsent/invoke";

/** Whether the activity is the invoke of that name. */
export function isInvoke(
  { type, name }: Pick<InboundActivity, "type" | "name">,
  wanted: InvokeName,
): boolean {
  return type === "invoke" && name === wanted;
}
