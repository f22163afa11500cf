import type { LocalConnector } from "./local-connector";
import type { Fault } from "./connector-call";
import { connectorFaults, isActivityCall, type FaultPlan } from "./faults";
import type { FaultExtent, FaultName } from "./page/wire";

/** Which fault is on, and for how many calls. */
export interface ChosenFault {
  readonly fault: FaultName;
  readonly extent: FaultExtent;
}

const none: ChosenFault = { fault: "none", extent: "next" };

/** Milliseconds; longer than the app waits for an answer, and shorter than that. */
const hanging = 15_000;
const slowness = 3000;

const faults: Readonly<Record<Exclude<FaultName, "none">, Fault>> = {
  throttled: connectorFaults.throttled,
  throttledFor: connectorFaults.throttledFor(5),
  badGateway: connectorFaults.badGateway,
  preconditionFailed: connectorFaults.preconditionFailed,
  blocked: connectorFaults.blocked,
  hang: connectorFaults.hang(hanging),
  drop: connectorFaults.lostBefore,
  slow: connectorFaults.slow(slowness),
};

/** The one fault a person has chosen; it is over by itself when it has hit the calls it was meant for. */
export function createFaultSwitch(connector: Pick<LocalConnector, "setFaults">) {
  let chosen = none;
  let left = Infinity;

  function choose(wanted: ChosenFault): void {
    chosen = wanted;
    left = { next: 1, nextFive: 5, some: Infinity }[wanted.extent];
    connector.setFaults(wanted.fault === "none" ? null : createPlan(wanted.fault, wanted.extent));
  }

  function createPlan(name: Exclude<FaultName, "none">, extent: FaultExtent): FaultPlan {
    const fault = faults[name];
    const concerns: FaultPlan["concerns"] = (request) => {
      const isMeant = isActivityCall(request);
      left -= isMeant ? 1 : 0;
      return isMeant;
    };
    return extent === "some"
      ? { concerns, random: { seed: 1, share: 0.3, faults: [fault] } }
      : { concerns, next: Array.from({ length: left }, () => fault) };
  }

  return { choose, chosen: (): ChosenFault => (left > 0 ? chosen : none) };
}
