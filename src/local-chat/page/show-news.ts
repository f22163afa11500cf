import type { createChannelBar } from "./channel-bar.js";
import { addNews, countNews, markSeen, type News } from "./news.js";
import type { createPane } from "./pane.js";
import { type PaneKind, paneKinds, type Standing } from "./standing.js";
import type { createTabs } from "./tabs.js";
import type { createToolbar } from "./toolbar.js";
import type { Welcome, WirePerson } from "./wire.js";

interface Places {
  readonly standing: Standing;
  readonly panes: Readonly<Record<PaneKind, Pick<ReturnType<typeof createPane>, "isSeen">>>;
  readonly toolbar: ReturnType<typeof createToolbar>;
  readonly tabs: ReturnType<typeof createTabs>;
  readonly channels: ReturnType<typeof createChannelBar>;
}

/** What is before the eyes counts as seen; for the rest there are badges. */
export function showNews(places: Places, model: Welcome, me: WirePerson): void {
  const { standing, toolbar, tabs, channels } = places;
  const { messages, people, team } = model;
  const { texts } = standing.language();
  const seen = keepSeen(places, model, me);
  const newsOf = (id: string, person = me) => countNews(messages, person, id, seen);
  const inTeam = (person: WirePerson) => team.channels.map(({ id }) => newsOf(id, person));
  tabs.showNews("chat", newsOf(standing.conversationOf("chat")), texts);
  tabs.showNews("channel", addNews(inTeam(me)), texts);
  const ofOthers = (person: WirePerson): News => {
    const { mentions } = addNews([newsOf(standing.chatOf(person), person), ...inTeam(person)]);
    // Only what is meant for them: posts for everybody are no reason to become somebody else.
    return person === me ? { unread: 0, mentions: 0 } : { unread: mentions, mentions };
  };
  toolbar.showNews(ofOthers, people, texts);
  const selected = standing.channel();
  if (selected !== undefined) {
    channels.update({ team, selected, newsOf, texts });
  }
}

function keepSeen({ standing, panes, toolbar }: Places, { messages }: Welcome, me: WirePerson) {
  const shown = paneKinds.filter((kind) => panes[kind].isSeen()).map(standing.conversationOf);
  const { seen: before } = toolbar.preferences();
  const seen = shown.reduce((known, id) => markSeen(messages, me, id, known), before);
  toolbar.keepSeen(seen);
  return seen;
}
