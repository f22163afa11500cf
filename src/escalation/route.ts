import { z } from "zod";
import type { Customer } from "../directory/customer";
import { customerKey } from "../directory/customer";
import { Person, type CaseRecord } from "../records/record";
import { severityOf } from "../records/severity";
import { inputValues, languages, outcomes, severities } from "../vocabulary";

const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** From when to when only severity A may be announced; may run over midnight. `zone` is an IANA zone. */
export const QuietHours = z.object({ from: ClockTime, to: ClockTime, zone: z.string() });

/** Which cases a route takes; an empty list leaves its question open, so that empty lists take everything. */
const RouteMatch = z.object({
  families: z.array(z.enum(inputValues.productFamily)).default([]),
  severities: z.array(z.enum(severities)).default([]),
  outcomes: z.array(z.enum(outcomes)).default([]),
  /** Keys as the directory gives them: tenant id, else domain, else name. */
  customers: z.array(z.string()).default([]),
});

/** One way from a case to a team's channel. Routes are ordered: the first that matches takes the case. */
export const Route = z.object({
  schema: z.literal(1),
  id: z.string(),
  revision: z.int().positive(),
  position: z.int().nonnegative(),
  conversationId: z.string(),
  /** The channel's name as people know it. */
  channelName: z.string(),
  match: RouteMatch,
  /** Takes whatever no other route takes; stands last and has no conditions. */
  isCatchAll: z.boolean(),
  /** Sends a case as soon as it is decided, without being asked. */
  sendsAtOnce: z.boolean().default(false),
  /** Whom to mention; no severities: for all. */
  mentions: z.array(z.object({ person: Person, severities: z.array(z.enum(severities)) })).default([]),
  /** The language of the channel's cards. */
  language: z.enum(languages),
  /** IANA zone in which the channel's cards say times. */
  zone: z.string().max(64).optional(),
  quietHours: QuietHours.optional(),
  /** ISO country of the team's business calendar, with its state where holidays differ: TW, DE-BY. */
  country: z.string().max(8).optional(),
  /** Posts a report on each week there; `since` is when that was wished (ISO, UTC). */
  digest: z.object({ since: z.string() }).optional(),
  updatedAt: z.string(),
});
export type Route = Readonly<z.infer<typeof Route>>;

/** What of a case chooses its route. */
export type RouteSubject = Pick<CaseRecord, "answers" | "verdict" | "override"> & {
  readonly customer?: Customer | undefined;
};

const matchParts = ["families", "severities", "outcomes", "customers"] as const;
/** A condition of a route; one that lists nothing lets every case through. */
export type MatchPart = (typeof matchParts)[number];

/** How a route stands to a case: it takes it, or the conditions that do not hold, or its channel is gone. */
export interface RouteTrial {
  readonly route: Route;
  readonly misses: readonly (MatchPart | "channel")[];
  /** The conditions that were set and hold: why it takes the case. */
  readonly holds: readonly MatchPart[];
}

/** Tries every route in order; `gone` are the conversations nothing can be written to any more. */
export function tryRoutes(
  routes: readonly Route[],
  subject: RouteSubject,
  gone: ReadonlySet<string> = new Set(),
): readonly RouteTrial[] {
  return inOrder(routes).map((route) => {
    if (gone.has(route.conversationId)) return { route, holds: [], misses: ["channel"] };
    const set = matchParts.filter((part) => route.match[part].length > 0);
    const [holds, misses] = [
      set.filter((part) => fits(route, part, subject)),
      set.filter((part) => !fits(route, part, subject)),
    ];
    return { route, holds, misses };
  });
}

/** The route a case takes: the first whose conditions all hold; null where there is none, not even a catch-all. */
export function chooseRoute(routes: readonly Route[], subject: RouteSubject): Route | null {
  return tryRoutes(routes, subject).find(({ misses }) => misses.length === 0)?.route ?? null;
}

/** Whom a route mentions for a case, each once. */
export function mentionsFor(route: Route, subject: RouteSubject): readonly Person[] {
  const severity = severityOf(subject);
  const meant = route.mentions.filter(
    ({ severities: listed }) => listed.length === 0 || (severity !== null && listed.includes(severity)),
  );
  return [...new Map(meant.map(({ person }) => [person.id, person])).values()];
}

/** The catch-all stands last whatever its position says. */
export function inOrder(routes: readonly Route[]): readonly Route[] {
  return [...routes].sort(
    (a, b) =>
      Number(a.isCatchAll) - Number(b.isCatchAll) || a.position - b.position || (a.id < b.id ? -1 : 1),
  );
}

function fits({ match }: Route, part: MatchPart, subject: RouteSubject): boolean {
  const value = valueOf(part, subject);
  return value !== null && value !== undefined && match[part].some((listed) => listed === value);
}

function valueOf(part: MatchPart, subject: RouteSubject): string | null | undefined {
  switch (part) {
    case "families":
      return subject.answers.productFamily;
    case "severities":
      return severityOf(subject);
    case "outcomes":
      return subject.verdict.outcome;
    case "customers":
      return subject.customer === undefined ? null : customerKey(subject.customer);
  }
}
