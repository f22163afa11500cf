import { isOneOf, severities, type Severity } from "../vocabulary";

/** What the partner promises its own customers, in hours: until the first update, and until it is resolved. */
export interface PartnerTarget {
  readonly update: number;
  readonly resolve: number;
}

/** The promises by severity; where there is none, there is no clock. */
export type PartnerTargets = { readonly [S in Severity]?: PartnerTarget };

/** Hours beyond which a promise is a slip of the keyboard. */
const mostHours = 8760;

/** Reads `A=1/8,B=4/24`: hours to the first update and to resolve. Null for anything else. */
export function readTargets(text: string): PartnerTargets | null {
  const targets: Partial<Record<Severity, PartnerTarget>> = {};
  for (const part of text.split(",")) {
    const [, severity, first, second] =
      /^\s*(\w+)\s*=\s*(\d+(?:\.\d+)?)\s*\/\s*(\d+(?:\.\d+)?)\s*$/.exec(part) ?? [];
    const [update, resolve] = [Number(first), Number(second)];
    const isTarget = update > 0 && update <= resolve && resolve <= mostHours;
    if (!isOneOf(severities, severity) || !isTarget || targets[severity] !== undefined) return null;
    targets[severity] = { update, resolve };
  }
  return targets;
}
