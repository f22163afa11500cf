import type { Person } from "../records/record";

/** The part of an activity that says something and names people so that Teams tells them. */
export interface MentioningText {
  readonly text: string;
  readonly textFormat: "plain" | "xml";
  readonly entities?: readonly object[];
}

/**
 * The text with the people named before it. A name is what somebody called themselves: everything is escaped,
 * so that neither a name nor the text can mention, link or format.
 */
export function mentionPeople(text: string, people: readonly Person[]): MentioningText {
  if (people.length === 0) return { text, textFormat: "plain" };
  const tags = people.map(({ name }) => `<at>${escapeXml(name)}</at>`);
  return {
    text: `${tags.join(" ")} ${escapeXml(text).replaceAll("\n", "<br/>")}`,
    textFormat: "xml",
    entities: people.map((mentioned, index) => ({
      type: "mention",
      text: tags[index],
      mentioned: { id: mentioned.id, name: mentioned.name },
    })),
  };
}

function escapeXml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
