/** Ids a person of one tenant names; those that exist elsewhere and those nobody has are spelt equally long. */
export interface Names {
  readonly whose: string;
  readonly record: number;
  readonly intakeId: string;
  readonly routeId: string;
  readonly fileId: string;
  readonly person: string;
  readonly customer: string;
  readonly tenant: string;
  readonly team: string;
  readonly channel: string;
  readonly thread: string;
  readonly delivery: string;
}

function name(whose: string, record: number): Names {
  return {
    ...{ whose, record },
    intakeId: `intake-${whose}`,
    routeId: `route-${whose}`,
    fileId: `file-${whose}`,
    person: `person-${whose}`,
    customer: `${whose}.example`,
    tenant: `tenant-${whose}`,
    team: `19:team-${whose}@thread.tacv2`,
    channel: `19:channel-${whose}@thread.tacv2`,
    thread: `post-${whose}`,
    delivery: `delivery-${whose}`,
  };
}

/** What the other tenant has: every id leads to something of it. */
export const theirs = name("theirs", 2);
/** What nobody has. */
export const nobodys = name("nobody", 9);
/** What the tenant has whose people try. */
export const ours = name("own", 1);

/** An answer without what tells one asking from another; numbers of cases are the only short ids. */
export function withoutNames(text: string, own: readonly string[]): string {
  const less = own.reduce((rest, word) => rest.replaceAll(word, "own"), text);
  return (
    less
      .replaceAll(/theirs|nobody/g, "whose")
      .replaceAll(/PS-0+[29]\b/g, "PS-number")
      .replaceAll(/"(record|number|other)":[29]\b/g, '"$1":"number"')
      .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "uuid")
      .replaceAll(/(posted|one)-\d+/g, "$1")
      // Whoever has tried something in a channel can be mentioned there from then on.
      .replaceAll(/(\{"title":"Somebody","value":"(uuid|own)"\},?)+/g, "people")
  );
}
