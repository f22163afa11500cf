import { Domain } from "../directory/customer";
import { type Fault, found } from "./fault";
import type { Manifest } from "./manifest";
import { refused } from "./refused";

const file = "manifest.json";

/** Checks the listed domains, and that every address of the manifest is https and on one of them. */
export function checkAddresses({
  developer,
  composeExtensions: [{ messageHandlers }],
  validDomains,
  webApplicationInfo,
}: Manifest): readonly Fault[] {
  const { websiteUrl, privacyUrl, termsOfUseUrl } = developer;
  return [
    ...validDomains.flatMap(checkDomain),
    ...Object.entries({ websiteUrl, privacyUrl, termsOfUseUrl }).flatMap(([name, address]) =>
      checkAddress(`developer.${name}`, address, validDomains),
    ),
    ...messageHandlers.flatMap(({ value: { domains } }, handler) =>
      domains.flatMap((domain, place) =>
        checkHandled(domain, `[${handler}].value.domains[${place}]`, validDomains),
      ),
    ),
    ...checkResource(webApplicationInfo, validDomains),
  ];
}

function checkDomain(domain: string, place: number): readonly Fault[] {
  const path = `validDomains[${place}]`;
  if (!Domain.safeParse(domain).success) {
    return [{ file, path, what: found(domain, "a domain without wildcard, https:// or path") }];
  }
  const suffix = refused.domains.find((end) => `.${domain.toLowerCase()}`.endsWith(`.${end}`));
  if (suffix === undefined) return [];
  return [{ file, path, what: found(domain, `a domain of your own, nothing under ${suffix}`) }];
}

function checkAddress(path: string, address: string, validDomains: readonly string[]): readonly Fault[] {
  const url = URL.parse(address);
  if (url?.protocol !== "https:") return [{ file, path, what: found(address, "an https:// address") }];
  if (validDomains.includes(url.hostname)) return [];
  return [{ file, path, what: found(address, `an address on one of ${validDomains.join(", ")}`) }];
}

/** Links are only unfurled where the app may open them. */
function checkHandled(domain: string, place: string, validDomains: readonly string[]): readonly Fault[] {
  if (validDomains.includes(domain)) return [];
  const path = `composeExtensions[0].messageHandlers${place}`;
  return [{ file, path, what: found(domain, `one of ${validDomains.join(", ")}`) }];
}

/** The resource names the registration and the domain its tokens are for. */
function checkResource(
  { id, resource }: Manifest["webApplicationInfo"],
  validDomains: readonly string[],
): readonly Fault[] {
  if (validDomains.some((domain) => resource === `api://${domain}/botid-${id}`)) return [];
  const allowed = `api://<one of validDomains>/botid-${id}`;
  return [{ file, path: "webApplicationInfo.resource", what: found(resource, allowed) }];
}
