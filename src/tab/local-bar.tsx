import { Link, Select } from "@fluentui/react-components";
import { isOneOf, type Language, languages } from "../vocabulary";
import { preferencesOf } from "./host/browser-host";
import { type ThemeName, themeNames } from "./host/host";
import { type Preferences, savePreferences } from "./host/preferences";
import { useTab } from "./shared/tab-context";

const names: Readonly<Record<Language, string>> = { en: "English", "zh-TW": "繁體中文", "zh-CN": "简体中文" };

/** Local mode: who one is, in which language and colours, as in the local chat. Teams decides all that itself. */
export function LocalBar({ changed }: { readonly changed: (preferences: Preferences) => void }) {
  const { say, settings, language } = useTab();
  const { person, theme } = preferencesOf();
  const set = (change: Partial<Preferences>): void => {
    const next = { ...preferencesOf(), ...change };
    savePreferences(localStorage, next);
    changed(next);
  };
  return (
    <aside className="local-bar" aria-label={say("tab.local.label")}>
      <Link href="/local/">{say("tab.local.chat")}</Link>
      <Select
        size="small"
        aria-label={say("tab.local.person")}
        value={person ?? settings.people[0]?.id ?? ""}
        onChange={(_event, { value }) => {
          set({ person: value });
        }}
      >
        {settings.people.map(({ id, name, role }) => (
          <option key={id} value={id}>
            {`${name} · ${say(`tab.local.role.${role}`)}`}
          </option>
        ))}
      </Select>
      <Select
        size="small"
        aria-label={say("tab.local.language")}
        value={language}
        onChange={(_event, { value }) => {
          if (isOneOf(languages, value)) set({ language: value });
        }}
      >
        {languages.map((one) => (
          <option key={one} value={one} lang={one}>
            {names[one]}
          </option>
        ))}
      </Select>
      <Select
        size="small"
        aria-label={say("tab.local.theme")}
        value={theme}
        onChange={(_event, { value }) => {
          if (isOneOf<ThemeName>(themeNames, value)) set({ theme: value });
        }}
      >
        {themeNames.map((one) => (
          <option key={one} value={one}>
            {say(`tab.local.themes.${one}`)}
          </option>
        ))}
      </Select>
    </aside>
  );
}
