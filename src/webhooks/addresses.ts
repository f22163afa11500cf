import { BlockList, isIP } from "node:net";

/** What is no address of the public internet, by the registries of special addresses. */
const special = new BlockList();
for (const [net, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const)
  special.addSubnet(net, prefix, "ipv4");
/** Of IPv6 only the global unicast addresses are called, without those that stand for others or for examples. */
const globalUnicast = new BlockList();
globalUnicast.addSubnet("2000::", 3, "ipv6");
for (const [net, prefix] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const)
  special.addSubnet(net, prefix, "ipv6");

/** Whether an IP address can be reached by everybody. Anything else is refused: it could lead into our own network. */
export function isPublic(address: string): boolean {
  if (isIP(address) === 4) return !special.check(address, "ipv4");
  if (isIP(address) !== 6) return false;
  return globalUnicast.check(address, "ipv6") && !special.check(address, "ipv6");
}

/** Characters of an address. */
const longest = 1000;

/**
 * The address of a receiver, or null where it may not be called: only https, by name or public IP address, without a name
 * and password. In local mode this machine may be called as well, without TLS.
 */
export function readReceiver(text: string, isLocal: boolean): URL | null {
  if (text.length > longest || !URL.canParse(text)) return null;
  const url = new URL(text);
  const host = hostOf(url);
  const isLoopback = host === "localhost" || host === "127.0.0.1" || host === "::1";
  if (url.username !== "" || url.password !== "" || url.hash !== "") return null;
  if (isLocal && isLoopback) return url.protocol === "http:" || url.protocol === "https:" ? url : null;
  if (url.protocol !== "https:" || isLoopback || host.endsWith(".localhost")) return null;
  return isIP(host) === 0 || isPublic(host) ? url : null;
}

/** The host without the brackets of an IPv6 address. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, "$1").replace(/\.$/, "");
}
