import { createHash } from "node:crypto";
import type { z } from "zod";
import { exportSubject as gatherSubject } from "../../privacy/export-subject";
import { toPseudonym } from "../../records/pseudonym";
import { callPlace } from "./desk";
import { answerBadBody, forLeads } from "./for-leads";
import { type ErasureList, Subject } from "./wire-privacy";

/** Everything held about a person or a customer of the caller's tenant, as a file to be saved. */
export const exportSubject = forLeads(async ({ bench: { store, now } }, { caller, body }) => {
  const parsed = Subject.safeParse(body);
  if (!parsed.success) return answerBadBody(parsed.error, Subject);
  const held = await gatherSubject(store, caller.tenantId, parsed.data, now());
  return {
    status: 200,
    headers: { "content-disposition": `attachment; filename="${parsed.data.kind}-data.json"` },
    body: held,
  };
});

/** Under the same key it happens once: the key decides the pseudonym that is answered. */
export const eraseSubject = forLeads(async ({ bench }, { caller, body, headers }) => {
  const parsed = Subject.safeParse(body);
  if (!parsed.success) return answerBadBody(parsed.error, Subject);
  const { tenantId, person } = caller;
  const wished = headers["idempotency-key"] ?? bench.newId();
  const whole = JSON.stringify([person.id, "eraseSubject", wished, parsed.data]);
  const activityId = createHash("sha256").update(whole).digest("hex");
  const key = { tenantId, userId: person.id, conversationId: callPlace, activityId };
  const pseudonym = toPseudonym(activityId);
  if ((await bench.store.loadTurn(key)).seen) return { status: 200, body: { pseudonym } };
  const erased = await bench.erase({ tenantId, ...parsed.data, by: person.id, pseudonym });
  // Afterwards: what was interrupted is carried on by the same call.
  await bench.store.saveTurn({ key, at: bench.now() });
  return { status: 200, body: { pseudonym: erased.pseudonym } };
});

/** The proofs of the caller's tenant, those of erasings still under way as well. */
export const listErasures = forLeads(async ({ bench: { store } }, { caller }) => {
  const erasures = await store.listErasures(caller.tenantId);
  const body: z.infer<typeof ErasureList> = { erasures: [...erasures] };
  return { status: 200, body };
});
