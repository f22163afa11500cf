import { setTimeout as wait } from "node:timers/promises";
import { createCallCounter } from "./call-counter";
import type { ConnectorAnswer, ConnectorCall, ConnectorRequest, Fault } from "./connector-call";
import type { LocalConnectorOptions } from "./local-connector";
import { keptEntries } from "./deliveries";
import { createFaults, type FaultPlan } from "./faults";
import { parseAddress } from "./inbound-activity";
import { decodePart } from "./route";

type Serve = (request: ConnectorRequest) => ConnectorAnswer;

const dropped: ConnectorAnswer = { status: 0, drop: true };

/** Serves the bot's calls, records them and lets them go wrong where the options say so. */
export function createFaultyHandler(
  { now, fault }: Pick<LocalConnectorOptions, "now" | "fault">,
  serve: Serve,
) {
  const calls: ConnectorCall[] = [];
  const counter = createCallCounter();
  let planned: LocalConnectorOptions["fault"];

  async function handle(request: ConnectorRequest): Promise<ConnectorAnswer> {
    const moment = now();
    const at = moment.toISOString();
    const { method, path, body } = request;
    const conversationId = findConversationId(path);
    if (conversationId !== undefined && /^(POST|PUT)$/i.test(method)) {
      counter.count(parseAddress(conversationId).conversationId, moment);
    }
    const answered = await answer(request, fault?.(request) ?? planned?.(request), serve);
    counter.record(request, answered.status);
    calls.push({ at, method: method.toUpperCase(), path, conversationId, status: answered.status, body });
    calls.splice(0, calls.length - keptEntries);
    return answered;
  }

  return {
    calls,
    counter,
    handle,
    setFaults: (plan: FaultPlan | null): void => {
      planned = plan === null ? undefined : createFaults(plan);
    },
  };
}

/** What the bot gets; with a fault its call may have been served all the same. */
async function answer(
  request: ConnectorRequest,
  fault: Fault | undefined,
  serve: Serve,
): Promise<ConnectorAnswer> {
  if (fault === undefined) return serve(request);
  if ("hang" in fault) {
    await wait(fault.hang);
    return fault.unserved === true ? dropped : serve(request);
  }
  if ("drop" in fault) {
    if (fault.afterHandling === true) serve(request);
    return dropped;
  }
  return fault;
}

function findConversationId(path: string): string | undefined {
  const [, , id] = path.replace(/^\/+/, "").split("/");
  return id === undefined ? undefined : decodePart(id);
}
