import { createPatientCarrier, type Patience, type Walk, walkToRecord } from "../support/patient-person";
import { createRawClient } from "../support/raw-client";

export interface CrowdOptions {
  readonly people: number;
  readonly tenants: readonly string[];
  readonly onTry?: NonNullable<Patience["onTry"]>;
}

/** People who walk one dialog after the other, each click brought until it is answered; every third goes to the desk. */
export function startCrowd(origin: string, { people, tenants, onTry = () => undefined }: CrowdOptions) {
  let isOver = false;
  let clicks = 0;
  const carry = createPatientCarrier({
    tries: 300,
    onTry(status, ms, isRefusal) {
      if (status === 200 && !isRefusal) clicks += 1;
      onTry(status, ms, isRefusal);
    },
  });
  const work = Promise.all(
    Array.from({ length: people }, async (_, place) => {
      const tenantId = tenants[place % tenants.length] ?? "raw";
      const client = createRawClient(origin, `person-${place}`, carry, tenantId);
      const walks: Walk[] = [];
      do walks.push(await walkToRecord(client, { tenantId, escalates: walks.length % 3 === 0 }));
      while (!isOver);
      return walks;
    }),
  );
  return {
    /** Lets everybody end the dialog they are in. */
    async stop() {
      isOver = true;
      const walks = (await work).flat();
      return { walks, clicks };
    },
  };
}
