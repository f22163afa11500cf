import { languageOfLocale } from "../locales/texts";
import type { Input } from "../input";
import { readChannelCommand } from "../intake/read-command";
import { planRoutes, planSetUp } from "./route-turns";
import { type Plan, type Scene, showing } from "./turn";

/** What can be said in a channel; a case carries customer details and belongs in the personal chat. */
export function planChannel(scene: Scene, text: string): Plan | Promise<Plan> {
  const read = readChannelCommand(text);
  switch (read.kind) {
    case "set_up":
      return planSetUp(scene);
    case "routes":
      return planRoutes(scene, read.number);
    case "self_test":
      return showing({ kind: "self_test", findings: null });
    case "other":
      return showing({ kind: "channel" });
  }
}

/** Says once in a team who brought the bot and what it does; who brought it may change its routes. */
export async function planJoinedTeam(
  { turn, bench }: Scene,
  { teamId, isByPerson }: Extract<Input, { readonly kind: "joined_team" }>,
): Promise<Plan> {
  const { place, person, locale, key } = turn;
  if (place?.kind !== "channel") return showing({ kind: "channel" });
  // Teams leaves the name out of this event; who has used the bot before is known by it.
  const known = isByPerson && person.name === "" ? await bench.store.listPeople(key.tenantId, 200) : [];
  const by = isByPerson ? person.name || (known.find(({ id }) => id === person.id)?.name ?? "") : "";
  return {
    change: {
      people: isByPerson ? [{ place: teamId, person: { ...person, name: by }, leads: true }] : [],
      deliveries: [
        {
          key: `team-welcome:${teamId}`,
          conversationId: place.conversationId,
          kind: "post",
          body: { what: "team_welcome", by, language: languageOfLocale(locale) },
          record: null,
          causedBy: null,
          priority: "normal",
        },
      ],
    },
    show: () => ({ kind: "team_welcome", by }),
  };
}
