import { z } from "zod";
import type { JsonObject, Mentioned } from "./chat-state";

const Mention = z.object({
  type: z.literal("mention"),
  text: z.string().min(1),
  mentioned: z.object({ id: z.string(), name: z.string() }),
});
const MentioningCard = z.object({ msteams: z.object({ entities: z.array(z.unknown()) }) });

/** Whom an activity mentions, each once: in its own entities, or in those of its cards. */
export function readMentions(
  entities: readonly unknown[],
  cards: readonly JsonObject[],
): readonly Mentioned[] {
  const ofCards = cards.flatMap((card) => MentioningCard.safeParse(card).data?.msteams.entities ?? []);
  const found = listMentions([...entities, ...ofCards]).map(({ mentioned }) => mentioned);
  return [...new Map(found.map((one) => [one.id, one])).values()];
}

/** The text with each mention as "@name"; a tag without an entity is no mention and stays as it is. */
export function showMentions(text: string, entities: readonly unknown[]): string {
  return listMentions(entities).reduce(
    (shown, { text: tag, mentioned }) => shown.replaceAll(tag, () => `@${mentioned.name}`),
    text,
  );
}

function listMentions(entities: readonly unknown[]): readonly z.infer<typeof Mention>[] {
  return entities.flatMap((entity) => Mention.safeParse(entity).data ?? []);
}
