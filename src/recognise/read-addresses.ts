import { Domain, TenantGuid } from "../directory/customer";
import { endsWithAny } from "./finder";
import type { Span } from "./reading";
import { wordLists } from "./word-lists";

/** A domain or tenant id standing in the text, and how sure it is that it is an address of somebody. */
export interface Address extends Span {
  readonly kind: "domain" | "tenantId";
  readonly value: string;
  /** A sentence without space after its point looks like a domain: "fixed.it". */
  readonly isSure: boolean;
}

/** What stands in the text in the form of an address: URLs, mail addresses, domains, ids and file names. */
export interface Addresses {
  readonly found: readonly Address[];
  /** Everything of that form, so that "outlook.com" and "install.log" are not read as words. */
  readonly taken: readonly Span[];
}

const { nobodysHosts, topLevelDomains, wordLikeDomains } = wordLists.customers;
const topLevel = new Set(topLevelDomains);
const wordLike = new Set(wordLikeDomains);
const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;
const fileName =
  /^[a-z0-9_()-]{1,60}\.(?:docx?|xlsx?|pptx?|pdf|png|jpe?g|gif|txt|log|zip|csv|json|xml|msg|eml|pst|ost|exe|dll|msi|bat|cmd|ps1|html?|har|etl|evtx|dmp|config|js|ts|sh|py|md|ya?ml|bak|mdf|vhdx?)$/;

/** Finds addresses run by run: what stands between white space, commas, brackets and Chinese characters. */
export function readAddresses(text: string): Addresses {
  const found: Address[] = [];
  const spans: Span[] = [];
  for (const match of text.matchAll(/[a-z0-9@._:/\\%?=&#~+-]{4,}/g)) {
    const run = { from: match.index, to: match.index + match[0].length };
    const address = readRun(text, match[0], run.from);
    if (address !== null) found.push(address);
    const isLink = match[0].includes("://") || match[0].includes("@");
    if (address !== null || isLink || fileName.test(match[0])) spans.push(run);
  }
  return { found, taken: spans };
}

function readRun(text: string, run: string, start: number): Address | null {
  if (!/[.-]/.test(run)) return null;
  const scheme = run.indexOf("://");
  const beginning = scheme < 0 ? 0 : scheme + 3;
  const pathAt = run.slice(beginning).search(/[/\\?#:]/);
  const host = pathAt < 0 ? run.slice(beginning) : run.slice(beginning, beginning + pathAt);
  const mailbox = host.lastIndexOf("@");
  const bare = host.slice(mailbox + 1);
  const value = bare.replace(/^[._~=-]{1,5}/, "").replace(/[._~=-]{1,5}$/, "");
  const from = start + beginning + mailbox + 1 + bare.indexOf(value);
  const span = { from, to: from + value.length };
  if (guid.test(value) && TenantGuid.safeParse(value).success) {
    return { ...span, kind: "tenantId", value, isSure: true };
  }
  if (value.length > 253 || !value.includes(".") || !Domain.safeParse(value).success) return null;
  const labels = value.split(".");
  const last = labels.at(-1) ?? "";
  if (!topLevel.has(last)) return null;
  const isAddressed =
    scheme >= 0 || mailbox >= 0 || value.startsWith("www.") || text.charAt(from - 1) === "@";
  return { ...span, kind: "domain", value, isSure: isAddressed || !wordLike.has(last) || labels.length > 2 };
}

/** Whether a domain or id the directory does not know may be the customer's: no host of a provider, no sender. */
export function mayBeCustomers(address: Address, text: string): boolean {
  if (!address.isSure) return false;
  if (address.kind === "tenantId") {
    const before = text.slice(Math.max(0, address.from - 25), address.from);
    return wordLists.customers.tenantCues.some((cue) => before.includes(cue));
  }
  const isNobodys = nobodysHosts.some((host) => address.value === host || address.value.endsWith(`.${host}`));
  const start = text.lastIndexOf(" ", address.from) + 1;
  return (
    !isNobodys &&
    !endsWithAny(text, start, wordLists.customers.foreignBefore) &&
    !endsWithAny(text, address.from, wordLists.customers.foreignBefore)
  );
}
