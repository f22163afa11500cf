import type { ReminderStore } from "../escalation/reminder-store";
import type { Engine } from "./engine";
import type { ReminderSteps } from "./reminder-steps";
import { everyTenant, ofTenant } from "./scope";

/** The reminders' part of the Store port, of an engine and the common steps. */
export function createReminderStore(engine: Engine, steps: ReminderSteps): ReminderStore {
  return {
    async claimDueRecords(now, limit, leaseMs) {
      const next = await engine.read(everyTenant, () => steps.nextLook());
      if (next === null || next > now) return { claimed: [], next };
      return engine.write(everyTenant, () => steps.claim(now, limit, leaseMs));
    },
    saveReminders: (change) => engine.write(ofTenant(change.tenantId), () => steps.save(change)),
    saidReminders: (record) => engine.read(ofTenant(record.tenantId), () => steps.said(record)),
    returnReminders: async (returned) => {
      await engine.write(ofTenant(returned.tenantId), () => steps.giveBack(returned));
    },
  };
}
