import { z } from "zod";
import { recordStates, severities } from "../vocabulary";
import { clockIds } from "./clock-ids";
import { parseData } from "./parse-data";
import remindersData from "./reminders.json";

/** `owner` is the requester as long as nobody has taken the case; `route` whoever its channel mentions. */
const recipients = ["owner", "route", "lead"] as const;
/** Who is to be reminded. */
export type Recipient = (typeof recipients)[number];

const Step = z.strictObject({
  id: z.string().regex(/^[a-z]+(_[a-z]+)*$/),
  /** Minutes after the clock is due; negative before it. */
  after: z.int(),
  to: z.array(z.enum(recipients)).min(1),
  /** Absent: for every severity. */
  severities: z.array(z.enum(severities)).min(1).optional(),
});
/** One reminder of a chain: whom, and how many minutes after the clock is due. */
export type ReminderStep = Readonly<z.infer<typeof Step>>;

/** When a clock that has no date of its own is due: minutes around the clock, or of the business calendar. */
const Limit = z.strictObject({ minutes: z.int().positive(), runs: z.enum(["always", "business"]) });

const Chain = z.strictObject({
  /** The states in which the clock may remind. */
  states: z.array(z.enum(recordStates)).min(1),
  limits: z.record(z.enum(severities), Limit).optional(),
  steps: z
    .array(Step)
    .min(1)
    .refine((steps) => new Set(steps.map(({ id }) => id)).size === steps.length, {
      error: "two steps have the same id",
    })
    .refine((steps) => steps.every(({ after }, index) => after >= (steps[index - 1]?.after ?? after)), {
      error: "the steps are not in the order of their time",
    }),
});

const limited: readonly string[] = ["untaken", "silence"];

const Plan = z
  .record(z.enum(clockIds), Chain)
  .refine(
    (plan) => clockIds.every((clock) => (plan[clock].limits !== undefined) === limited.includes(clock)),
    {
      error: "limits stand at untaken and silence, the other clocks have a due time of their own",
    },
  );
/** The chains of reminders as they are stored, checked. */
export type ReminderPlan = Readonly<z.infer<typeof Plan>>;

/** Checks the chains of reminders. Throws `DataError` naming the fault. */
export function loadReminderPlan(data: unknown = remindersData): ReminderPlan {
  return parseData("reminders.json", Plan, data);
}
