import { languageOfLocale } from "../../locales/language-of-locale";
import type { PageSettings } from "../settings";
import type { Host, ThemeName } from "./host";
import { type Preferences, readPreferences } from "./preferences";

/** The page on its own. In local mode one is somebody of the local chat; otherwise nobody. */
export function createBrowserHost({ mode, people }: PageSettings, { search }: Location): Host {
  const query = new URLSearchParams(search);
  const { language, theme } = preferencesOf();
  return {
    kind: "browser",
    theme,
    language,
    channelId: query.get("channel"),
    subPage: null,
    isConfiguring: false,
    identify() {
      const person = preferencesOf().person ?? people[0]?.id;
      if (mode !== "local" || person === undefined) return Promise.reject(new Error("nobody is signed in"));
      return Promise.resolve({ "x-local-person": person });
    },
    watchTheme(changed) {
      for (const wish of wishes) {
        matchMedia(wish).addEventListener("change", () => {
          changed(preferencesOf().theme);
        });
      }
    },
    openLink(address) {
      window.open(address, "_blank", "noopener");
      return Promise.resolve();
    },
    share: () => false,
    configure: () => undefined,
    ready: () => undefined,
    failed: () => undefined,
  };
}

const wishes = ["(prefers-color-scheme: dark)", "(prefers-contrast: more)"] as const;

/** What was chosen on this machine, else what the system asks for. */
export function preferencesOf(): Preferences {
  const [dark, contrast] = wishes;
  const theme: ThemeName = matchMedia(contrast).matches
    ? "contrast"
    : matchMedia(dark).matches
      ? "dark"
      : "default";
  return readPreferences(localStorage, {
    person: null,
    language: languageOfLocale(navigator.language),
    theme,
  });
}
