import type { WebhookStore } from "../escalation/webhook";
import type { Engine } from "./engine";
import { ofTenant } from "./scope";
import type { WebhookSteps } from "./webhook-steps";

/** The webhooks' part of the Store port, of an engine and the common steps. */
export function createWebhookStore(engine: Engine, steps: WebhookSteps): WebhookStore {
  return {
    listWebhooks: (tenantId) => engine.read(ofTenant(tenantId), () => steps.list(tenantId)),
    readWebhookStanding: (tenantId, id, limit) =>
      engine.read(ofTenant(tenantId), () => steps.standing(tenantId, id, limit)),
    addWebhook: (tenantId, webhook) => engine.write(ofTenant(tenantId), () => steps.add(tenantId, webhook)),
    removeWebhook: (tenantId, id) => engine.write(ofTenant(tenantId), () => steps.remove(tenantId, id)),
    changeWebhook: (tenantId, id, change, at) =>
      engine.write(ofTenant(tenantId), () => steps.change(tenantId, id, change, at)),
    rotateWebhook: (tenantId, id, fresh) =>
      engine.write(ofTenant(tenantId), () => steps.rotate(tenantId, id, fresh)),
    saveEvent: (tenantId, id, event, at) =>
      engine.write(ofTenant(tenantId), () => steps.saveEvent(tenantId, id, event, at)),
  };
}
