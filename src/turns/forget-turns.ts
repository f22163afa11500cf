import { makePseudonym } from "../privacy/erase-subject";
import { type Plan, type Scene, showing } from "./turn";

/** Says what is held about the person, what would go, what stays and why; nothing is changed yet. */
export async function planForget({ turn, bench }: Scene): Promise<Plan> {
  const { tenantId, userId } = turn.key;
  const { profile, dialogs, chats, cases, files } = await bench.store.holdingsOf(tenantId, userId);
  const values = {
    profile: String(profile),
    dialogs: String(dialogs),
    chats: String(chats),
    cases: String(cases),
    files: String(files),
  };
  return showing({ kind: "message", notice: { key: "forget_ask", values } });
}

/** Forgets the person: it begins with the turn, so that the same message has no second effect and this one its effect. */
export function planForgetNow({ turn, bench }: Scene): Plan {
  const { tenantId, userId: id } = turn.key;
  const erasure = { kind: "person", id, by: id, pseudonym: makePseudonym(bench.newId) } as const;
  return {
    change: { erasure },
    show: async () => {
      await bench.erase({ ...erasure, tenantId, names: [turn.person.name] });
      return { kind: "message", notice: { key: "forget_done" } };
    },
  };
}
