import { FluentProvider } from "@fluentui/react-components";
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from "react";
import type { Language } from "../vocabulary";
import { createClient } from "./api/client";
import { preferencesOf } from "./host/browser-host";
import type { Host, ThemeName } from "./host/host";
import { ListPage } from "./list/list-page";
import { LocalBar } from "./local-bar";
import type { PageSettings } from "./settings";
import { TabContext, type TabScene, useTab } from "./shared/tab-context";
import { themes } from "./shared/themes";
import { usePlace } from "./shared/use-place";
import { loadTexts } from "./texts/load-texts";
import { createSay, type Texts } from "./texts/say";
import { ViewNav } from "./view-nav";

const CasePage = lazy(() => import("./case/case-page"));

export interface AppOptions {
  readonly host: Host;
  readonly settings: PageSettings;
  /** The sentences of the host's language. */
  readonly texts: Texts;
}

/** The tab: who looks, in which language and colours, and what is open. */
export function App({ host, settings, texts }: AppOptions) {
  const [theme, setTheme] = useState<ThemeName>(host.theme);
  const [spoken, setSpoken] = useState({ language: host.language, texts });
  const [person, setPerson] = useState(() => preferencesOf().person);
  const [said, setSaid] = useState("");
  const navigation = usePlace();
  useEffect(() => {
    host.watchTheme(setTheme);
  }, [host]);
  useEffect(() => {
    document.documentElement.lang = spoken.language;
  }, [spoken.language]);
  const speak = useCallback((language: Language) => {
    // Where the sentences cannot be had, the language stays.
    void loadTexts(language).then(
      (loaded) => {
        setSpoken({ language, texts: loaded });
      },
      () => undefined,
    );
  }, []);
  const { language } = spoken;
  const client = useMemo(
    // Another person asks with another client, so that nothing of the one before is shown.
    () => createClient({ identify: host.identify, language, person }),
    [host, language, person],
  );
  const scene = useMemo<TabScene>(
    () => ({ host, settings, client, language, say: createSay(spoken.texts), navigation, announce: setSaid }),
    [host, settings, client, language, spoken.texts, navigation],
  );
  return (
    <FluentProvider theme={themes[theme]} className="tab" data-theme={theme}>
      <TabContext value={scene}>
        {host.kind === "browser" && settings.mode === "local" ? (
          <LocalBar
            changed={(preferences) => {
              setTheme(preferences.theme);
              setPerson(preferences.person);
              if (preferences.language !== language) speak(preferences.language);
            }}
          />
        ) : null}
        <Inside />
        <div className="unseen" role="status" aria-live="polite">
          {said}
        </div>
      </TabContext>
    </FluentProvider>
  );
}

function Inside() {
  const { say, host, navigation } = useTab();
  const { place } = navigation;
  const channel = host.channelId ?? place.channel;
  const shown = useMemo(
    () =>
      channel === null
        ? place
        : { ...place, channel, view: place.view === "mine" ? ("channel" as const) : place.view },
    [channel, place],
  );
  if (place.caseNumber !== null)
    return (
      <Suspense fallback={null}>
        <CasePage key={place.caseNumber} number={place.caseNumber} />
      </Suspense>
    );
  return (
    <main className="page">
      <h1 className="unseen">{say(`tab.view.${shown.view}`)}</h1>
      {channel === null ? <ViewNav current={shown.view} views={["mine", "tenant"]} /> : null}
      <ListPage place={shown} products={[]} />
    </main>
  );
}
