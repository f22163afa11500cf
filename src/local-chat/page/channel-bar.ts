import { copyIcon, find, make } from "./dom.js";
import { leaveByKeys } from "./menu-keys.js";
import type { News } from "./news.js";
import { showBadge } from "./news-badge.js";
import type { Texts } from "./texts.js";
import type { WireChannel, WireTeam } from "./wire.js";

/** What can be done to the team and its channels. */
export type ChannelDeed =
  | { readonly kind: "addToTeam" | "removeFromTeam" | "deleteChannel" | "restoreChannel" }
  | { readonly kind: "renameChannel"; readonly name: string };

interface ChannelBarOptions {
  readonly root: HTMLElement;
  /** Where the new name of a channel is asked for. */
  readonly rename: HTMLDialogElement;
  readonly onSelect: (channelId: string) => void;
  readonly onDeed: (deed: ChannelDeed) => void;
}

interface ChannelBarContent {
  readonly team: WireTeam;
  readonly selected: WireChannel;
  readonly newsOf: (channelId: string) => News;
  readonly texts: Texts;
}

/** The channels of the team, the menu of the one that is shown, and the offer to add the app while it is not there. */
export function createChannelBar({ root, rename, onSelect, onDeed }: ChannelBarOptions) {
  const list = find(root, ".channel-list", HTMLElement);
  const menu = find(root, ".channel-menu", HTMLButtonElement);
  const items = find(root, ".menu", HTMLElement);
  const offer = find(root, ".add-app", HTMLElement);
  const field = find(rename, "input", HTMLInputElement);
  let selected: WireChannel | undefined;
  menu.append(copyIcon("more"));
  menu.popoverTargetElement = items;
  find(offer, "button", HTMLButtonElement).onclick = () => {
    onDeed({ kind: "addToTeam" });
  };
  find(rename, "form", HTMLFormElement).addEventListener("submit", () => {
    const name = field.value.trim();
    if (name !== "" && name !== selected?.name) onDeed({ kind: "renameChannel", name });
  });
  find(rename, ".close-dialog", HTMLButtonElement).onclick = () => {
    rename.close();
  };
  leaveByKeys(items);

  function askName(): void {
    field.value = selected?.name ?? "";
    rename.showModal();
    field.select();
  }

  function pick(deed: ChannelDeed["kind"]): void {
    items.hidePopover();
    if (deed === "renameChannel") askName();
    else onDeed({ kind: deed });
  }

  return {
    update(content: ChannelBarContent): void {
      const { team, texts, newsOf } = content;
      selected = content.selected;
      matchButtons(list, team.channels, onSelect);
      for (const [at, { id, name, isDeleted }] of team.channels.entries()) {
        const button = list.children[at];
        if (!(button instanceof HTMLElement)) continue;
        button.firstElementChild?.replaceChildren(name);
        button.classList.toggle("deleted", isDeleted);
        button.setAttribute("aria-pressed", String(id === selected.id));
        showBadge(button, newsOf(id), texts);
      }
      offer.hidden = team.isAdded;
      showItems(items, content, pick);
    },
  };
}

/** What can be done to the channel as it is now; a menu that is open stays as it was opened. */
function showItems(
  menu: HTMLElement,
  { team, selected, texts }: ChannelBarContent,
  pick: (deed: ChannelDeed["kind"]) => void,
): void {
  if (menu.matches(":popover-open")) return;
  const wanted: readonly (readonly [string, ChannelDeed["kind"]])[] = [
    ...(selected.isDeleted
      ? [[texts.restoreChannel, "restoreChannel"] as const]
      : [[texts.renameChannel, "renameChannel"] as const, [texts.deleteChannel, "deleteChannel"] as const]),
    ...(team.isAdded ? [[texts.removeApp, "removeFromTeam"] as const] : []),
  ];
  const items = wanted.map(([text, deed], at) =>
    createItem(text, deed, at === 0, () => {
      pick(deed);
    }),
  );
  menu.replaceChildren(...items);
}

/** One button for each channel; they stay as long as the channels do, so that the focus stays. */
function matchButtons(
  list: HTMLElement,
  channels: readonly WireChannel[],
  onSelect: (channelId: string) => void,
): void {
  const shown = [...list.querySelectorAll<HTMLElement>("button")].map(({ dataset }) => dataset["channelId"]);
  if (shown.join("\n") === channels.map(({ id }) => id).join("\n")) return;
  const buttons = channels.map(({ id }) => {
    const attributes = { type: "button", "data-channel-id": id, "data-testid": "channel-option" };
    const button = make("button", { attributes }, make("span"));
    button.onclick = () => {
      onSelect(id);
    };
    return button;
  });
  list.replaceChildren(...buttons);
}

function createItem(text: string, deed: string, isFirst: boolean, act: () => void): HTMLButtonElement {
  const attributes = { type: "button", role: "menuitem", "data-testid": deed };
  const item = make("button", { class: "menu-item", text, attributes });
  if (isFirst) item.setAttribute("autofocus", "");
  item.onclick = act;
  return item;
}
