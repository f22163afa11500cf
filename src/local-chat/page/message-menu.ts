import { find, make } from "./dom.js";
import { leaveByKeys } from "./menu-keys.js";
import type { Texts } from "./texts.js";
import type { WireMessage } from "./wire.js";

/** The menu behind the dots of every message; there is one, and it opens beside the dots that were pressed. */
export interface MessageMenu {
  /** Makes a button open the menu for a message. */
  attach(button: HTMLButtonElement, message: WireMessage): void;
  update(texts: Texts): void;
}

/** The one menu that every message opens at its own dots. */
export function createMessageMenu(onPick: (message: WireMessage) => void): MessageMenu {
  const item = make("button", {
    class: "menu-item",
    attributes: { type: "button", role: "menuitem", autofocus: "", "data-testid": "check-support-rules" },
  });
  // The browser closes a popover on Escape or a press elsewhere, and gives the focus back to the button.
  const menu = make("div", { class: "menu", attributes: { role: "menu", popover: "auto" } }, item);
  let chosen: { readonly button: HTMLButtonElement; readonly message: WireMessage } | undefined;
  find(document, "main", HTMLElement).append(menu);
  item.onclick = () => {
    menu.hidePopover();
    if (chosen !== undefined) {
      onPick(chosen.message);
    }
  };
  // When its dots scroll out of sight the browser hides the menu, but leaves it open and the focus in it.
  const sight = new IntersectionObserver((seen) => {
    if (seen.at(-1)?.isIntersecting === false) {
      menu.hidePopover();
    }
  });
  menu.addEventListener("toggle", () => {
    sight.disconnect();
    if (chosen !== undefined && menu.matches(":popover-open")) {
      sight.observe(chosen.button);
    }
  });
  leaveByKeys(menu);

  return {
    attach(button, message) {
      button.popoverTargetElement = menu;
      // Runs before the browser opens the menu.
      button.onclick = () => {
        chosen = { button, message };
      };
    },
    update(texts) {
      item.textContent = texts.checkRules;
    },
  };
}
