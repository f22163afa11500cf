import {
  ActivityTypes,
  CloudAdapter,
  type Activity,
  type InvokeResponse,
  type TurnContext,
} from "botbuilder";
import { z } from "zod";
import type { InboundActivity } from "./activity";

/** What the SDK knows as an activity. The envelope has been checked; this is the one edge that says so. */
const SdkActivity = z.custom<Activity>((value) => typeof value === "object" && value !== null);

/**
 * The SDK's adapter without its second check and copy of the request: the envelope is ours, the token and the
 * connector are the SDK's.
 */
export class TeamsAdapter extends CloudAdapter {
  /** Throws `AuthenticationError` when the token is refused; the logic runs only for authenticated activities. */
  receive(
    authorization: string,
    activity: InboundActivity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    return this.processActivity(authorization, SdkActivity.parse(activity), logic);
  }
}

/** The answer to an invoke; a refusal of ours is told in the body, because other statuses make Teams repeat. */
export async function answerInvoke(context: TurnContext, body: object): Promise<void> {
  await context.sendActivity({ type: ActivityTypes.InvokeResponse, value: { status: 200, body } });
}
