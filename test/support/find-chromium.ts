import { existsSync } from "node:fs";
import { requireBuild } from "./require-build";

const usualPlaces = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** The Chromium named by CHROMIUM_PATH, else the first found in the usual places, else null. */
export function findChromium(): string | null {
  // The pages it is found for are served from what was built.
  requireBuild();
  const named = process.env["CHROMIUM_PATH"];
  if (named !== undefined && named !== "") return named;
  return usualPlaces.find((path) => existsSync(path)) ?? null;
}

/** Headless and silent: no sandbox for containers, and no calls home. */
export const chromiumArguments = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
