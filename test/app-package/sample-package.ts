import { join } from "node:path";
import { type PackageFile, readPackage } from "../../src/app-package/read-package";

export const folder = join(__dirname, "../../appPackage");

/** No registration has these. */
export const sampleValues = {
  TEAMS_APP_ID: "5b0f6c2e-2a3d-4c55-8d0e-3f4a5b6c7d8e",
  BOT_ID: "8f5c1e7e-0c1f-4d8e-9a77-1f1f5d0f7a10",
  TAB_APP_ID: "0d9c6f0b-7f2e-4a52-8b3a-9b6f3d2a1c11",
  BOT_DOMAIN: "support.contoso.example",
} as const;

/** The files of the package as they would be zipped, filled with the sample values. */
export function samplePackage(): readonly PackageFile[] {
  return readPackage(folder, sampleValues);
}
