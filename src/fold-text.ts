/** Text as it is compared: compatibility forms, case and runs of white space make no difference. */
export function foldText(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
}
