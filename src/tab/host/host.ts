import type { Language } from "../../vocabulary";

/** Fluent's themes of Teams; what a host calls otherwise is `default`. */
export const themeNames = ["default", "dark", "contrast"] as const;
/** The themes there are colours for. */
export type ThemeName = (typeof themeNames)[number];

/** Reads what a host calls its theme; one that is not known yet looks as usual. */
export function readTheme(name: string | undefined): ThemeName {
  return themeNames.find((known) => known === name) ?? "default";
}

/** A tab of a channel as the host keeps it. */
export interface TabToKeep {
  readonly contentUrl: string;
  readonly websiteUrl: string;
  readonly name: string;
}

/** What the tab hangs in: Teams, or a browser on its own. What it tells of people and channels proves nothing. */
export interface Host {
  readonly kind: "teams" | "browser";
  readonly theme: ThemeName;
  readonly language: Language;
  /** The channel the tab was added to; null in the personal tab. */
  readonly channelId: string | null;
  /** Where the tab was asked to open: a case number, or whatever came. */
  readonly subPage: string | null;
  /** The frame asks to be configured, not to show cases. */
  readonly isConfiguring: boolean;
  /** Headers that say who asks. `interactive` may show a person something. Rejects where nobody is signed in. */
  readonly identify: (interactive: boolean) => Promise<Readonly<Record<string, string>>>;
  readonly watchTheme: (changed: (theme: ThemeName) => void) => void;
  /** Opens an address of Teams or of elsewhere. */
  readonly openLink: (address: string) => Promise<void>;
  /** Offers a link to a case by the host's own means; false where it has none. */
  readonly share: (number: string, label: string) => boolean;
  /** While the frame asks to be configured: what the host keeps when its Save is pressed. */
  readonly configure: (tab: TabToKeep) => void;
  readonly ready: () => void;
  readonly failed: (reason: string) => void;
}
