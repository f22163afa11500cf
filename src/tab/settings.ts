/** What the server wrote into the page. */
export interface PageSettings {
  /** `local`: the page of this machine, without Teams; the people are those of the local chat. */
  readonly mode: "local" | "teams";
  readonly people: readonly PagePerson[];
  /** The app's id in Teams and the domain of its links; null where they are not set. */
  readonly appId: string | null;
  readonly domain: string | null;
}

/** Somebody of the local chat one can be. */
export interface PagePerson {
  readonly id: string;
  readonly name: string;
  readonly role: "technician" | "lead";
}

const none: PageSettings = { mode: "teams", people: [], appId: null, domain: null };

/** Reads the block the server filled in; a page that was served otherwise is one of Teams without links. */
export function readPageSettings(text: string): PageSettings {
  const value = readObject(text);
  return {
    mode: value["mode"] === "local" ? "local" : "teams",
    people: Array.isArray(value["people"]) ? value["people"].flatMap(readPerson) : none.people,
    appId: readText(value["appId"]),
    domain: readText(value["domain"]),
  };
}

function readPerson(value: unknown): readonly PagePerson[] {
  const found: Readonly<Record<string, unknown>> =
    typeof value === "object" && value !== null ? { ...value } : {};
  const [id, name] = [readText(found["id"]), readText(found["name"])];
  if (id === null || name === null) return [];
  return [{ id, name, role: found["role"] === "lead" ? "lead" : "technician" }];
}

function readText(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function readObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
