import fc from "fast-check";
import { writeMessage } from "../support/raw-messages";

/** Stands in every text; nothing of what anybody types may come into the log. */
export const marker = "Zyzzyva";

const verbs = [
  ...["intake/start", "intake/answer", "intake/back", "intake/cancel", "intake/discard", "intake/edit"],
  ...[
    "intake/resume",
    "intake/show",
    "intake/undo",
    "case/take",
    "case/shared",
    "case/hand_over",
    "cases/list",
  ],
  ...["help/show", "language/save", "profile/save", "profile/show", "record/evidence", "record/file"],
  ...["record/form", "record/handover", "record/menu", "record/note", "record/send", "record/severity"],
  ...["record/show", "record/state", "record/steps", "route/ask", "route/edit", "route/list", "route/save"],
] as const;

/** The service address of all of them. */
export const nowhere = "http://127.0.0.1:9/";
const plain = { user: "garbler", tenantId: "garbage", serviceUrl: nowhere };
const envelope = { ...writeMessage(plain, "id", `${marker} is down at ${marker}`), text: undefined };

const templates: readonly object[] = [
  writeMessage(plain, "id", `${marker} is down at ${marker}, since 9`),
  writeMessage({ ...plain, thread: "19:desk@thread.tacv2;messageid=1" }, "id", `a note of ${marker}`),
  ...verbs.map((verb) => ({
    ...envelope,
    type: "invoke",
    name: "adaptiveCard/action",
    value: {
      action: {
        type: "Action.Execute",
        verb,
        data: { intakeId: "x", revision: 1, record: 1, recordRevision: 1, note: marker },
      },
      trigger: "manual",
    },
  })),
  { ...envelope, value: { verb: "intake/start", title: marker } },
  { ...envelope, type: "conversationUpdate", membersAdded: [{ id: "28:bot" }] },
  {
    ...envelope,
    type: "conversationUpdate",
    channelData: { eventType: "channelRenamed", channel: { id: "1", name: marker } },
  },
  { ...envelope, type: "installationUpdate", action: "add" },
  { ...envelope, type: "installationUpdate", action: "remove" },
  {
    ...envelope,
    type: "invoke",
    name: "fileConsent/invoke",
    value: { action: "accept", context: { record: 1 }, uploadInfo: { name: marker } },
  },
  {
    ...envelope,
    type: "invoke",
    name: "composeExtension/query",
    value: { commandId: "searchCases", parameters: [{ name: "search", value: marker }] },
  },
  {
    ...envelope,
    type: "invoke",
    name: "composeExtension/queryLink",
    value: { url: `https://x.example/cases/${marker}` },
  },
  {
    ...envelope,
    type: "invoke",
    name: "composeExtension/fetchTask",
    value: {
      commandId: "checkSupportRules",
      messagePayload: { body: { contentType: "html", content: `<p>${marker}</p>` } },
    },
  },
  {
    ...envelope,
    type: "invoke",
    name: "composeExtension/submitAction",
    value: { commandId: "checkSupportRules", data: { verb: "intake/answer" } },
  },
  {
    ...envelope,
    attachments: [
      {
        contentType: "application/vnd.microsoft.teams.file.download.info",
        name: `${marker}.png`,
        content: { downloadUrl: "http://127.0.0.1:9/x" },
      },
    ],
  },
];

/** Numbers and depths no object of ours can hold; put into the text at the end. */
const inText: Readonly<Record<string, string>> = {
  "@huge@": "1e999",
  "@small@": "-1e-999",
  "@long@": "9".repeat(400),
  "@deep@": "[".repeat(5000) + "]".repeat(5000),
  "@deepObject@": `${'{"a":'.repeat(3000)}1${"}".repeat(3000)}`,
};

const nasty: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(null, true, false, "", 0, -1, 2 ** 53, [], {}, ...Object.keys(inText)),
  fc.constantFrom("\ud800", "a\udfff b", "\0", `${marker}\0${marker}`, "\u202e", `${marker} `.repeat(2000)),
  fc.constantFrom(
    "__proto__",
    "constructor",
    "toString",
    "${$root.x}",
    "{{DATE(x)}}",
    "' or 1=1 --",
    "%00",
    "../../x",
  ),
  fc.string({ unit: "binary", maxLength: 40 }).map((text) => `${marker}${text}`),
  fc.double(),
  fc.array(fc.jsonValue({ maxDepth: 2 }), { maxLength: 4 }),
  fc.dictionary(
    fc.constantFrom("__proto__", "constructor", "id", "verb", "data", "type", "length"),
    fc.jsonValue({ maxDepth: 1 }),
  ),
);

type Path = readonly string[];

function pathsOf(value: unknown, here: Path = []): readonly Path[] {
  if (typeof value !== "object" || value === null) return [here];
  return [here, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...here, key]))];
}

/** Puts something else at the path; undefined leaves it out. Own keys only, `__proto__` included. */
function replaceAt(value: unknown, [key, ...rest]: Path, put: unknown): unknown {
  if (key === undefined) return put;
  if (Array.isArray(value))
    return value.map((one: unknown, place) => (String(place) === key ? replaceAt(one, rest, put) : one));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, name === key ? replaceAt(inner, rest, put) : inner]),
  );
}

const change = fc.record({
  at: fc.nat(),
  put: fc.oneof({ arbitrary: nasty, weight: 3 }, { arbitrary: fc.constant(undefined), weight: 1 }),
});

/** An activity of Teams with one to four of its parts missing or of another kind. */
const mutated: fc.Arbitrary<string> = fc
  .record({
    template: fc.constantFrom(...templates),
    changes: fc.array(change, { minLength: 1, maxLength: 4 }),
    id: fc.uuid(),
    person: fc.nat(200),
  })
  .map(({ template, changes, id, person }) => {
    const user = `garbler-${person}`;
    const whole: unknown = { ...template, id, from: { id: `29:${user}`, name: marker, aadObjectId: user } };
    const activity = changes.reduce<unknown>((value, { at, put }) => {
      const paths = pathsOf(value);
      return replaceAt(value, paths[at % paths.length] ?? [], put);
    }, whole);
    return writeText(activity);
  });

function writeText(value: unknown): string {
  const text = value === undefined ? "" : JSON.stringify(value);
  return Object.entries(inText).reduce((all, [name, put]) => all.replaceAll(`"${name}"`, put), text);
}

/** What is no activity at all. */
const shapeless: fc.Arbitrary<string> = fc.oneof(
  nasty.map(writeText),
  fc.json({ maxDepth: 4 }),
  fc.string({ unit: "binary", maxLength: 200 }).map((text) => `${marker}${text}`),
  mutated.chain((text) => fc.nat(text.length).map((end) => text.slice(0, end))),
);

/** Bodies for the messaging endpoint. */
export const garbageBodies: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: mutated, weight: 9 },
  { arbitrary: shapeless, weight: 1 },
);

/** Something for a part of a path, a query or a header. */
export const garbageWord: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    "PS-000001",
    "PS-999999",
    "PS-0",
    "1",
    "-1",
    "",
    "%00",
    "%",
    "%ff",
    "..%2f..%2fx",
    "null",
    "__proto__",
  ),
  fc.constantFrom(
    "9".repeat(400),
    "1e999",
    "\u00e9",
    "*",
    '"1"',
    'W/"1"',
    "x".repeat(3000),
    "2026-13-45T99:99",
  ),
  fc.string({ maxLength: 20 }),
);

/** JSON, or not quite, for the bodies of the API. */
export const garbageJson: fc.Arbitrary<string> = fc.oneof(
  fc
    .dictionary(
      fc.constantFrom(
        "note",
        "state",
        "owner",
        "severity",
        "reason",
        "caseNumber",
        "url",
        "other",
        "how",
        "__proto__",
        "answers",
        "usersAffected",
      ),
      nasty,
    )
    .map(writeText),
  nasty.map(writeText),
  fc.constantFrom("{", "", "[]", "null", "x".repeat(70_000)),
);
