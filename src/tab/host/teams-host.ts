import { app, authentication, FrameContexts, HostClientType, pages } from "@microsoft/teams-js";
import { tabEntityId } from "../../links/tab-link";
import { languageOfLocale } from "../../locales/language-of-locale";
import { type Host, readTheme } from "./host";

/** Milliseconds. In a frame whose parent is no host of ours the library waits for ever. */
const patience = 5000;

/** Connects to the Teams client around the page; null where there is none. */
export async function connectToTeams(limit = patience): Promise<Host | null> {
  if (window.parent === window && window.opener === null) return null;
  try {
    await within(limit, app.initialize());
    return createHost(await within(limit, app.getContext()));
  } catch {
    return null;
  }
}

function createHost({ app: client, page, channel }: app.Context): Host {
  return {
    kind: "teams",
    theme: readTheme(client.theme),
    language: languageOfLocale(client.locale),
    channelId: channel?.id ?? null,
    subPage: page.subPageId ?? null,
    isConfiguring: page.frameContext === FrameContexts.settings,
    // Asked for anew each time: Teams keeps the token, the page never does.
    identify: async (interactive) => ({
      authorization: `Bearer ${await authentication.getAuthToken({ silent: !interactive })}`,
    }),
    watchTheme(changed) {
      app.registerOnThemeChangeHandler((theme) => {
        changed(readTheme(theme));
      });
    },
    openLink: (address) => app.openLink(address),
    share: (number, label) => shareByHost(client.host.clientType, number, label),
    configure({ contentUrl, websiteUrl, name }) {
      pages.config.registerOnSaveHandler((event) => {
        pages.config
          .setConfig({ entityId: tabEntityId, contentUrl, websiteUrl, suggestedDisplayName: name })
          .then(
            () => {
              event.notifySuccess();
            },
            () => {
              event.notifyFailure();
            },
          );
      });
      pages.config.setValidityState(true);
    },
    ready() {
      void app.notifySuccess();
    },
    failed(reason) {
      app.notifyFailure({ reason: app.FailedReason.Other, message: reason });
    },
  };
}

const phones: readonly HostClientType[] = [HostClientType.android, HostClientType.ios, HostClientType.ipados];

/** Phones have no such dialog, and do not say so. */
function shareByHost(client: HostClientType, number: string, label: string): boolean {
  if (!pages.isSupported() || phones.includes(client)) return false;
  pages.shareDeepLink({ subPageId: number, subPageLabel: label });
  return true;
}

function within<Value>(limit: number, work: Promise<Value>): Promise<Value> {
  const late = new Promise<never>((_resolve, reject) => {
    setTimeout(() => {
      reject(new Error("the host did not answer in time"));
    }, limit);
  });
  return Promise.race([work, late]);
}
