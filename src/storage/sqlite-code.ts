/** By its code, not its class: the native library throws the class of whoever loaded it first in this process. */
export function sqliteCode(error: unknown): string {
  if (typeof error !== "object" || error === null || !("code" in error)) return "";
  return typeof error.code === "string" && error.code.startsWith("SQLITE_") ? error.code : "";
}
