import { languages } from "./all-texts.js";
import { find, make } from "./dom.js";
import { fillAvatar } from "./avatar.js";
import type { News, Seen } from "./news.js";
import { showBadge } from "./news-badge.js";
import { loadPreferences, savePreferences, systemTheme, watchSystemTheme } from "./preferences.js";
import type { Preferences, Theme } from "./preferences.js";
import type { Locale, Texts } from "./texts.js";
import type { WirePerson } from "./wire.js";

/** Who is looking, in which language and colours; remembers it on this machine. */
export function createToolbar(root: HTMLElement, changed: () => void) {
  let preferences = loadPreferences();
  const people = find(root, ".people", HTMLElement);
  const language = find(root, "select", HTMLSelectElement);
  const themes = [...root.querySelectorAll<HTMLInputElement>("[name=theme]")];

  function set(change: Partial<Preferences>): void {
    preferences = { ...preferences, ...change };
    savePreferences(preferences);
    applyTheme();
    changed();
  }

  function applyTheme(): void {
    const theme = preferences.theme ?? systemTheme();
    document.documentElement.dataset["theme"] = theme;
    themes.forEach((input) => {
      input.checked = input.value === theme;
    });
  }

  listLanguages(language, preferences.locale, (locale) => {
    set({ locale });
  });
  onPicked<Theme>(themes, { light: "light", dark: "dark", contrast: "contrast" }, (theme) => {
    set({ theme });
  });
  watchSystemTheme(applyTheme);
  applyTheme();

  return {
    preferences: () => preferences,
    /** Remembers what was seen; nothing needs to be drawn for it. */
    keepSeen(seen: Seen): void {
      if (seen === preferences.seen) return;
      preferences = { ...preferences, seen };
      savePreferences(preferences);
    },
    /** Tells that somebody else has been mentioned. */
    showNews(newsOf: (person: WirePerson) => News, all: readonly WirePerson[], texts: Texts): void {
      for (const input of people.querySelectorAll("input")) {
        const person = all.find(({ aadObjectId }) => aadObjectId === input.value);
        const owner = input.parentElement;
        if (person !== undefined && owner !== null) showBadge(owner, newsOf(person), texts);
      }
    },
    /** The person chosen before, or the first one. */
    findMe: (all: readonly WirePerson[]) =>
      all.find(({ aadObjectId }) => aadObjectId === preferences.person) ?? all[0],
    update(all: readonly WirePerson[], me: WirePerson, texts: Texts): void {
      if (people.querySelector("label") === null) {
        people.append(...all.map((person) => createPersonOption(person, all, set)));
      }
      showPeople(people, all, me, texts);
    },
  };
}

/** Who of them one is, and what each of them is in the language of the page. */
function showPeople(people: HTMLElement, all: readonly WirePerson[], me: WirePerson, texts: Texts): void {
  for (const input of people.querySelectorAll("input")) {
    input.checked = input.value === me.aadObjectId;
    const role = input.parentElement?.querySelector(".person-role");
    const person = all.find(({ aadObjectId }) => aadObjectId === input.value);
    role?.replaceChildren(person === undefined ? "" : texts.roles[person.role]);
  }
}

function createPersonOption(
  person: WirePerson,
  all: readonly WirePerson[],
  set: (change: Partial<Preferences>) => void,
): HTMLElement {
  const { aadObjectId: id, name } = person;
  const input = make("input", {
    attributes: { type: "radio", name: "person", value: id, "data-person-name": name },
  });
  input.onchange = () => {
    set({ person: id });
  };
  const avatar = make("span", { attributes: { "aria-hidden": "true" } });
  fillAvatar(avatar, { kind: "person", id, name }, all);
  const [first = name, ...rest] = name.split(" ");
  const words = make(
    "span",
    { class: "person-name", text: first },
    make("span", { class: "surname", text: ` ${rest.join(" ")}` }),
  );
  const text = make("span", { class: "person-text" }, words, make("span", { class: "person-role" }));
  return make(
    "label",
    { class: "person", attributes: { "data-testid": "person-option" } },
    input,
    avatar,
    text,
  );
}

function listLanguages(select: HTMLSelectElement, locale: Locale, pick: (locale: Locale) => void): void {
  const all: readonly Locale[] = ["en-US", "zh-TW", "zh-CN"];
  const options = all.map((one) => {
    const { name, tag } = languages[one];
    return make("option", { text: name, attributes: { value: one, lang: tag } });
  });
  select.replaceChildren(...options);
  select.value = locale;
  select.onchange = () => {
    const picked = all.find((one) => one === select.value);
    if (picked !== undefined) {
      pick(picked);
    }
  };
}

function onPicked<Value extends string>(
  inputs: readonly HTMLInputElement[],
  values: Readonly<Record<string, Value>>,
  pick: (value: Value) => void,
): void {
  inputs.forEach((input) => {
    input.onchange = () => {
      const value = values[input.value];
      if (value !== undefined) {
        pick(value);
      }
    };
  });
}
