import { test } from "../policy/condition";
import type { InputValue } from "../vocabulary";
import { type CaseFacts, knownFacts, parametersOf } from "../policy/case-facts";
import type { BuiltLink } from "./link";
import { type Link, loadLinks, type RouteLink } from "./links";

const { byId, routeLinks } = loadLinks();

type Cloud = InputValue<"cloud">;
const closedClouds: readonly Cloud[] = ["germany", "china_21v"];
const mostUrls = 3;

/**
 * The ways that serve the verdict's route: the main door first, then up to three addresses in order of
 * usefulness, then menu paths. An address we are not sure of, or cannot complete, becomes its menu path.
 */
export function buildLinks(facts: CaseFacts): readonly BuiltLink[] {
  if (cloudsOf(facts).some((cloud) => closedClouds.includes(cloud))) return [];
  const built = routeLinks[facts.verdict.route]
    .filter((use) => serves(use, facts))
    .flatMap((use) => build(use.link, facts));
  return arrange(withoutRepeats(built));
}

/** What the answers and the directory say; where they differ, an address must be right for both. */
function cloudsOf({ answers, customer }: CaseFacts): readonly Cloud[] {
  const clouds = [answers.cloud, answers.tenantScope === "own" ? undefined : customer?.cloud];
  const known = clouds.filter((cloud) => cloud !== undefined);
  return known.length === 0 ? ["commercial"] : known;
}

function serves({ when, products }: RouteLink, facts: CaseFacts): boolean {
  if (products !== undefined && !products.includes(facts.product ?? "")) return false;
  return when === undefined || test(when, knownFacts(facts)) === true;
}

/** The link as an address, else the link that stands in for it as an address, else the menu path. */
function build(id: string, facts: CaseFacts): readonly BuiltLink[] {
  const link = byId.get(id);
  if (link === undefined || !link.editions.includes(facts.verdict.edition)) return [];
  const url = addressOf(link, facts);
  if (url !== undefined) return [{ id, label: `link.${link.label}`, url }];
  const instead = link.instead === undefined ? [] : build(link.instead, facts);
  if (instead.some((other) => "url" in other)) return instead;
  const menu = menuOf(link, facts);
  return menu === undefined ? [] : [{ id, label: `link.${link.label}`, menu: `menu.${menu}` }];
}

function addressOf(link: Link, facts: CaseFacts): string | undefined {
  if (link.confidence === "low" || link.confidence === "unconfirmed") return undefined;
  if (!cloudsOf(facts).every((cloud) => link.clouds.includes(cloud))) return undefined;
  if (link.ownContext === true && facts.answers.tenantScope !== "own") return undefined;
  const values = parametersOf(facts);
  let url = link.url;
  for (const param of link.params) {
    const value = values[param];
    if (value === undefined) return undefined;
    url = url?.replaceAll(`{${param}}`, () => encodeURIComponent(value));
  }
  return url;
}

function menuOf({ menu }: Link, { verdict }: CaseFacts): string | undefined {
  return typeof menu === "object" ? menu[verdict.edition] : menu;
}

function withoutRepeats(links: readonly BuiltLink[]): readonly BuiltLink[] {
  const places = links.map(placeOf);
  return links.filter((link, index) => places.indexOf(placeOf(link)) === index);
}

function placeOf(link: BuiltLink): string {
  return "url" in link ? link.url : link.menu;
}

/** The main door keeps its place even as a menu path; after it addresses, being quicker, come first. */
function arrange([main, ...others]: readonly BuiltLink[]): readonly BuiltLink[] {
  if (main === undefined) return [];
  const urls = others.filter((link) => "url" in link).slice(0, "url" in main ? mostUrls - 1 : mostUrls);
  return [main, ...urls, ...others.filter((link) => "menu" in link)];
}
