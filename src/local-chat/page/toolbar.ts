import { languages } from "./all-texts.js";
import { find, make } from "./dom.js";
import type { Seen } from "./news.js";
import { createPeopleChoice } from "./people-choice.js";
import { loadPreferences, savePreferences, systemTheme, watchSystemTheme } from "./preferences.js";
import type { Preferences, Theme } from "./preferences.js";
import type { Locale } from "./texts.js";
import type { WirePerson } from "./wire.js";

/** Who is looking, in which language and colours; remembers it on this machine. */
export function createToolbar(root: HTMLElement, changed: () => void) {
  let preferences = loadPreferences();
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

  const people = createPeopleChoice(find(root, ".people", HTMLElement), (person) => {
    set({ person });
  });
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
    showNews: people.showNews,
    /** The person chosen before, or the first one. */
    findMe: (all: readonly WirePerson[]) =>
      all.find(({ aadObjectId }) => aadObjectId === preferences.person) ?? all[0],
    update: people.update,
  };
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
