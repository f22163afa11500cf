import { copyIcon } from "./dom.js";
import type { WireMessage, WirePerson } from "./wire.js";

/** Fills a round with a person's initials, or with the bot's sign. */
export function fillAvatar(
  avatar: HTMLElement,
  { kind, id, name }: Pick<WireMessage["author"], "kind" | "id" | "name">,
  people: readonly WirePerson[],
): void {
  avatar.className = "avatar";
  avatar.dataset["hue"] =
    kind === "bot" ? "bot" : String(people.findIndex(({ aadObjectId }) => aadObjectId === id));
  if (kind === "bot") {
    avatar.replaceChildren(copyIcon("bot"));
    return;
  }
  avatar.textContent = name
    .split(" ")
    .map((part) => part.charAt(0))
    .join("");
}
