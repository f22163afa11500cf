/** Reads a card the way any client can: by its inputs and actions, whatever its layout. */
type Json = Readonly<Record<string, unknown>>;

export interface CardInput {
  readonly id: string;
  readonly type: string;
  readonly label: string;
  readonly value: string;
  readonly isRequired: boolean;
  readonly choices: readonly { readonly title: string; readonly value: string }[];
}

export interface CardAction {
  readonly type: string;
  readonly title: string;
  readonly verb: string;
  readonly url: string;
  readonly data: Json;
}

/** Every object inside a card, in reading order. */
export function walkCard(node: unknown): readonly Json[] {
  const found: Json[] = [];
  collect(node, found);
  return found;
}

function collect(node: unknown, found: Json[]): void {
  if (Array.isArray(node)) for (const one of node) collect(one, found);
  else if (isObject(node)) {
    found.push(node);
    for (const value of Object.values(node)) collect(value, found);
  }
}

function isObject(node: unknown): node is Json {
  return typeof node === "object" && node !== null;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

export function inputsOf(card: unknown): readonly CardInput[] {
  return walkCard(card)
    .filter(({ type }) => text(type).startsWith("Input."))
    .map((input) => ({
      id: text(input["id"]),
      type: text(input["type"]),
      label: text(input["label"]),
      value: text(input["value"]),
      isRequired: input["isRequired"] === true,
      choices: walkCard(input["choices"]).map((choice) => ({
        title: text(choice["title"]),
        value: text(choice["value"]),
      })),
    }));
}

/** Actions a person can click; fallbacks and refreshes are not among them. */
export function actionsOf(card: unknown): readonly CardAction[] {
  const visible = Object.entries(card ?? {}).filter(([key]) => key !== "refresh");
  return walkCard(Object.fromEntries(visible))
    .filter(({ type, title }) => text(type).startsWith("Action.") && typeof title === "string")
    .filter(({ type }) => type !== "Action.Submit")
    .map((action) => ({
      type: text(action["type"]),
      title: text(action["title"]),
      verb: text(action["verb"]),
      url: text(action["url"]),
      data: Object.fromEntries(Object.entries(action["data"] ?? {})),
    }));
}

/** All words a person reads on a card. */
export function wordsOf(card: unknown): string {
  return walkCard(card)
    .flatMap((node) => [node["text"], node["title"], node["label"], node["errorMessage"]])
    .filter((word): word is string => typeof word === "string")
    .join("\n");
}
