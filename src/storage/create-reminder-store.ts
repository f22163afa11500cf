import type { ReminderStore } from "../escalation/reminder-store";
import type { Engine } from "./create-store";
import type { ReminderSteps } from "./reminder-steps";

/** The reminders' part of the Store port, of an engine and the common steps. */
export function createReminderStore(engine: Engine, steps: ReminderSteps): ReminderStore {
  return {
    async claimDueRecords(now, limit, leaseMs) {
      const next = await engine.read(() => steps.nextLook());
      if (next === null || next > now) return { claimed: [], next };
      return engine.write(() => steps.claim(now, limit, leaseMs));
    },
    saveReminders: (change) => engine.write(() => steps.save(change)),
    saidReminders: (record) => engine.read(() => steps.said(record)),
    returnReminders: async (returned) => {
      await engine.write(() => steps.giveBack(returned));
    },
  };
}
