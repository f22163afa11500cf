import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app";
import { createBrowserHost } from "./host/browser-host";
import { connectToTeams } from "./host/teams-host";
import { readPageSettings } from "./settings";
import { readPlace, writePlace, readCaseNumber } from "./address";
import { loadTexts } from "./texts/load-texts";
import "./tab.css";

async function start(): Promise<void> {
  const root = document.getElementById("root");
  if (root === null) return;
  const settings = readPageSettings(document.getElementById("settings")?.textContent ?? "");
  const host = (await connectToTeams()) ?? createBrowserHost(settings, window.location);
  try {
    const texts = await loadTexts(host.language);
    openSubPage(host.subPage);
    createRoot(root).render(
      <StrictMode>
        <App host={host} settings={settings} texts={texts} />
      </StrictMode>,
    );
    host.ready();
  } catch {
    host.failed("the sentences of the tab could not be loaded");
    root.textContent = "Partner Support: the page could not be loaded. Please open it again.";
  }
}

/** A link of Teams names the case beside the address. */
function openSubPage(subPage: string | null): void {
  const caseNumber = readCaseNumber(subPage);
  if (caseNumber === null) return;
  const place = { ...readPlace(window.location.search), caseNumber };
  window.history.replaceState(null, "", `${window.location.pathname}${writePlace(place)}`);
}

void start();
