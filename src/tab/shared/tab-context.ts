import { createContext, useContext } from "react";
import type { Language } from "../../vocabulary";
import type { Client } from "../api/client";
import type { Me } from "../api/wire";
import type { Host } from "../host/host";
import type { PageSettings } from "../settings";
import type { Say } from "../texts/say";
import type { Navigation } from "./use-place";

/** What every part of the tab works with. */
export interface TabScene {
  readonly host: Host;
  readonly settings: PageSettings;
  readonly client: Client;
  readonly language: Language;
  readonly say: Say;
  readonly navigation: Navigation;
  /** Says something to those who cannot see it change. */
  readonly announce: (text: string) => void;
}

/** Null outside of the tab; a dialog gives what is inside it a voice of its own. */
export const TabContext = createContext<TabScene | null>(null);

/** What this part works with; throws where it stands outside of the tab. */
export function useTab(): TabScene {
  const scene = useContext(TabContext);
  if (scene === null) throw new Error("a part of the tab stands outside of it");
  return scene;
}

/** Who asks, and what they can choose from; null while that is not known. */
export const MeContext = createContext<Me | null>(null);

/** Who asks; null until that is known, so that nothing is offered too early. */
export function useMe(): Me | null {
  return useContext(MeContext);
}
