import { z } from "zod";
import { customerFilterKey } from "../directory/customer";
import { escalationTargets, outcomes, recordStates, routeIds, severities } from "../vocabulary";
import { type CaseRecord, formatRecordNumber, Person } from "./record";
import { severityOf } from "./severity";

/** An instant on the wire: ISO text in UTC. */
export const Moment = z.string().meta({ format: "date-time" });
/** The number of a case as people write it, PS-000001; six digits or more. */
export const RecordNumber = z.string().regex(/^PS-\d{6,}$/);

/** What is told of a case wherever it is named to another program: in a list, on its page, in an event. */
export const RecordOutline = z.object({
  number: RecordNumber,
  revision: z.int().positive().describe("One higher with every change: a gap is a change not told yet."),
  state: z.enum(recordStates),
  title: z.string(),
  customer: z
    .object({
      key: z.string(),
      name: z.string(),
      domain: z.string().nullable(),
      tenantId: z.string().nullable(),
    })
    .nullable(),
  product: z.string().nullable(),
  severity: z.enum(severities).nullable(),
  outcome: z.enum(outcomes),
  escalateTo: z.enum(escalationTargets).nullable(),
  route: z.enum(routeIds),
  requester: Person,
  owner: Person.nullable(),
  createdAt: Moment,
  updatedAt: Moment,
});
export type RecordOutline = z.infer<typeof RecordOutline>;

/** Outlines a record; what is not known of it is null, and its severity is the one a person may have moved. */
export function outlineRecord(record: CaseRecord): RecordOutline {
  const { verdict, customer } = record;
  return {
    number: formatRecordNumber(record.number),
    revision: record.revision,
    state: record.state,
    title: record.title,
    customer:
      customer === undefined
        ? null
        : {
            key: customerFilterKey(customer),
            name: customer.name,
            domain: customer.domain ?? null,
            tenantId: customer.tenantId ?? null,
          },
    product: record.product ?? null,
    severity: severityOf(record),
    outcome: verdict.outcome,
    escalateTo: verdict.escalateTo,
    route: verdict.route,
    requester: record.requester,
    owner: record.owner ?? null,
    createdAt: record.createdAt,
    updatedAt: record.updatedAt,
  };
}
