import { FluentProvider } from "@fluentui/react-components";
import { lazy, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Language } from "../vocabulary";
import type { Place, ViewName } from "./address";
import { createClient } from "./api/client";
import { isMe } from "./api/recognise";
import type { Me } from "./api/wire";
import { preferencesOf } from "./host/browser-host";
import type { Host, ThemeName } from "./host/host";
import { ListPage } from "./list/list-page";
import { LocalBar } from "./local-bar";
import type { PageSettings } from "./settings";
import { useAnnouncer } from "./shared/announcer";
import { Late } from "./shared/late";
import { MeContext, TabContext, type TabScene, useTab } from "./shared/tab-context";
import { themes } from "./shared/themes";
import { useLive } from "./shared/use-live";
import { usePlace } from "./shared/use-place";
import { loadTexts } from "./texts/load-texts";
import { createSay, type Texts } from "./texts/say";
import { ViewNav } from "./view-nav";

const loadReports = () => import("./reports/reports-page");
const ReportsPage = lazy(loadReports);
const SettingsPage = lazy(() => import("./settings-page"));
const SetUp = lazy(() => import("./set-up"));
const loadCasePage = () => import("./case/case-page");
const CasePageView = lazy(loadCasePage);

/** What has to be there before the tab can draw anything. */
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
  const { announce, region } = useAnnouncer();
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
    () => ({ host, settings, client, language, say: createSay(spoken.texts), navigation, announce }),
    [host, settings, client, language, spoken.texts, navigation, announce],
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
        {host.isConfiguring ? (
          <Late isWhole>
            <SetUp />
          </Late>
        ) : (
          <Inside speak={speak} />
        )}
        {region}
      </TabContext>
    </FluentProvider>
  );
}

function Inside({ speak }: { readonly speak: (language: Language) => void }) {
  const { say, host, navigation, client, language } = useTab();
  const { place, go } = navigation;
  const { caseNumber } = place;
  const channel = host.channelId ?? place.channel;
  const shown = useMemo(() => placeShown(place, channel), [channel, place]);
  const me = useLive(client, "/api/me", isMe, { pace: 5 * 60_000 }).body;
  const own = host.kind === "teams" ? (me?.language ?? null) : null;
  useEffect(() => {
    if (own !== null && own !== language) speak(own);
  }, [language, own, speak]);
  useEffect(() => {
    // Fetched ahead: they open at once then, and say what is wrong where the network has gone meanwhile.
    if (me !== null) void Promise.allSettled([loadCasePage(), loadReports()]);
  }, [me]);
  const opened = useRef<string | null>(null);
  useEffect(() => {
    if (caseNumber !== null) opened.current = caseNumber;
    // Whoever comes back goes on at the row they came from.
    else if (opened.current !== null) document.getElementById(`row-${opened.current}`)?.focus();
  }, [caseNumber]);
  const views = viewsOf(me, channel);
  return (
    <MeContext value={me}>
      <div hidden={caseNumber !== null}>
        <main className="page" aria-hidden={caseNumber !== null}>
          <h1 className="unseen">{say(`tab.view.${shown.view}`)}</h1>
          {views.length === 1 ? null : <ViewNav current={shown.view} views={views} />}
          {shown.view === "settings" ? (
            <Late>
              <SettingsPage />
            </Late>
          ) : shown.view === "reports" ? (
            <Late>
              <ReportsPage channel={channel} />
            </Late>
          ) : (
            <ListPage place={shown} isShown={caseNumber === null} />
          )}
        </main>
      </div>
      {caseNumber === null ? null : (
        <Late isWhole>
          <CasePageView
            key={caseNumber}
            number={caseNumber}
            back={() => {
              go({ caseNumber: null });
            }}
          />
        </Late>
      )}
    </MeContext>
  );
}

/** The views somebody can choose from: nobody else's cases where everybody has but their own. */
function viewsOf(me: Me | null, channel: string | null): readonly ViewName[] {
  const reports = me?.features.hasReports === true ? (["reports"] as const) : [];
  if (channel !== null) return ["channel", ...reports];
  const tenant = me !== null && me.access !== "own" ? (["tenant"] as const) : [];
  return ["mine", ...tenant, ...reports, ...(me?.isLead === true ? (["settings"] as const) : [])];
}

/** A tab of a channel shows that channel's cases, whoever looks. */
function placeShown(place: Place, channel: string | null): Place {
  if (channel === null) return place.view === "channel" ? { ...place, view: "mine" } : place;
  return { ...place, channel, view: place.view === "reports" ? "reports" : "channel" };
}
