import { z } from "zod";
import type { AdjustableClock } from "./adjustable-clock";
import type { LocalConnector } from "./local-connector";
import { createFaultSwitch, type ChosenFault } from "./fault-switch";
import { refuseForeignPost } from "./loopback-guard";
import { answerJson, type PageAnswer, type PageRequest, type PageRoute } from "./page-request";
import type { Deliveries, PanelStatus } from "./page/wire";

/** What the connector panel looks at and switches. */
export interface PanelOptions {
  readonly connector: LocalConnector;
  readonly clock?: AdjustableClock;
  readonly onClockMoved?: () => void;
  readonly countDeliveries?: () => Promise<Deliveries>;
}

const FaultChoice: z.ZodType<ChosenFault> = z.object({
  fault: z.enum([
    ...(["none", "throttled", "throttledFor", "badGateway", "preconditionFailed"] as const),
    ...(["blocked", "hang", "drop", "slow"] as const),
  ]),
  extent: z.enum(["next", "nextFive", "some"]),
});

/** Minutes; a month at most, since nothing moves it back. */
const ClockMove = z.object({ minutes: z.int().min(1).max(43_200) });

/** The panel behind the local chat: how the connector does, what goes wrong in it, and what time it is. */
export function createPanelRoutes(options: PanelOptions): readonly PageRoute[] {
  const { connector, clock, onClockMoved } = options;
  const faults = createFaultSwitch(connector);
  const answerStatus = async (): Promise<PageAnswer> =>
    answerJson(200, await readStatus(options, faults.chosen()));

  async function take<Wanted>(
    request: PageRequest,
    schema: z.ZodType<Wanted>,
    act: (wanted: Wanted) => void,
  ): Promise<PageAnswer> {
    const refusal = refuseForeignPost(request);
    if (refusal !== undefined) return refusal;
    const parsed = schema.safeParse(request.body);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      return answerJson(400, { field: issue?.path.join(".") ?? "", problem: issue?.message ?? "" });
    }
    act(parsed.data);
    return answerStatus();
  }

  return [
    { method: "GET", path: "/local/panel", handle: answerStatus },
    {
      method: "POST",
      path: "/local/panel/faults",
      handle: (request) => take(request, FaultChoice, faults.choose),
    },
    ...(clock === undefined
      ? []
      : [
          {
            method: "POST" as const,
            path: "/local/panel/clock",
            handle: (request: PageRequest) =>
              take(request, ClockMove, ({ minutes }) => {
                clock.move(minutes);
                onClockMoved?.();
              }),
          },
        ]),
  ];
}

async function readStatus(
  { connector, clock, countDeliveries }: PanelOptions,
  chosen: ChosenFault,
): Promise<PanelStatus> {
  return {
    ...chosen,
    tally: connector.counter.tally(),
    deliveries: (await countDeliveries?.()) ?? null,
    now: connector.now().toISOString(),
    movedMinutes: clock?.ahead() ?? null,
  };
}
