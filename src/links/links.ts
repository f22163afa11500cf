import { z } from "zod";
import { DataError } from "../errors";
import { Condition } from "../policy/condition";
import { editionIds, inputValues, routeIds } from "../vocabulary";
import { linkParameters } from "../policy/case-facts";
import linksData from "./links.json";

const LinkId = z.string().regex(/^L-\d{2}[a-z]?(-[a-z0-9]+)*$/);
const TextKey = z.string().regex(/^[a-z0-9_]+$/);

/** The host is written out, so no parameter can ever choose where an address leads. */
const UrlTemplate = z.string().regex(/^https:\/\/[a-z0-9.-]+(\/[^\s]*)?$/);

/** A menu path, or one for each edition where the menu has moved. */
const MenuKey = z.union([TextKey, z.strictObject({ "2017": TextKey, "2020": TextKey, newer: TextKey })]);

const Link = z
  .strictObject({
    id: LinkId,
    /** Parameters stand in braces; absent where no address was found. */
    url: UrlTemplate.optional(),
    params: z.array(z.enum(linkParameters)).default([]),
    /** Clouds in which the address is right; elsewhere the menu path serves. */
    clouds: z.array(z.enum(inputValues.cloud)).min(1),
    /** Editions that know the place at all. */
    editions: z
      .array(z.enum(editionIds))
      .min(1)
      .default([...editionIds]),
    /** How sure the sources make us; `low` and `unconfirmed` addresses are never shown. */
    confidence: z.enum(["high", "medium", "low", "unconfirmed"]),
    /** The address opens the reader's own tenant (P-79, P-82), so it is no door to a customer. */
    ownContext: z.literal(true).optional(),
    label: TextKey,
    /** Absent where the address is all there is. */
    menu: MenuKey.optional(),
    /** The link to try when this address cannot be given. */
    instead: LinkId.optional(),
  })
  .refine(({ url, params }) => placeholders(url).join() === [...params].sort().join(), {
    error: "params are not those of the url",
  });
/** A place to go to: an address, or a menu path where no address is right. */
export type Link = Readonly<z.infer<typeof Link>>;

function placeholders(url = ""): readonly string[] {
  return [...url.matchAll(/\{(\w*)\}/g)].map(([, name]) => name ?? "").sort();
}

/** A link as a route uses it: the first that fits is the main door. */
const RouteLink = z.strictObject({
  link: LinkId,
  when: Condition.optional(),
  /** Only for these products of the catalogue. */
  products: z.array(z.string()).min(1).optional(),
});
export type RouteLink = Readonly<z.infer<typeof RouteLink>>;

const Links = z.strictObject({
  links: z.array(Link).min(1),
  routeLinks: z.record(z.enum(routeIds), z.array(RouteLink)),
});

/** Every place the product can point to, and which of them serve a route. */
export interface Links {
  readonly byId: ReadonlyMap<string, Link>;
  readonly routeLinks: z.infer<typeof Links>["routeLinks"];
}

/** Checks the link data. Throws `DataError` naming the fault. */
export function loadLinks(data: unknown = linksData): Links {
  const result = Links.safeParse(data);
  if (!result.success)
    throw new DataError(`links.json: ${z.prettifyError(result.error)}`, { cause: result.error });
  const { links, routeLinks } = result.data;
  const byId = new Map(links.map((link) => [link.id, link]));
  if (byId.size !== links.length) throw new DataError("links.json: two links have the same id");
  const named = [
    ...Object.values(routeLinks).flatMap((uses) => uses.map((use) => use.link)),
    ...links.flatMap((link) => link.instead ?? []),
  ];
  const unknown = named.find((id) => !byId.has(id));
  if (unknown !== undefined) throw new DataError(`links.json: there is no link ${unknown}`);
  return { byId, routeLinks };
}
