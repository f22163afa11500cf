/** The address of a case anybody in the tenant can be given, which unfurls; without a domain of our own, on this page's. */
export function caseLink(domain: string | null, origin: string, number: string): string {
  return `${domain === null ? origin : `https://${domain}`}/cases/${number}`;
}

/** Copies a text; in a frame that may not use the clipboard by the old way. False when neither works. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "unseen";
  document.body.append(field);
  const before = document.activeElement;
  field.select();
  // Deprecated, and the only way where a host gives the frame no right to the clipboard.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const isCopied = document.execCommand("copy");
  field.remove();
  if (before instanceof HTMLElement) before.focus();
  return isCopied;
}
