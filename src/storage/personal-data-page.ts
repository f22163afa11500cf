import { defaultRetention, purgeables } from "../privacy/retention";
import { personalData, tableNames } from "./personal-data";
import type { Holds } from "./tables/table-facts";

const kinds: Readonly<Record<Exclude<Holds, "nothing">, string>> = {
  person: "a person's id",
  name: "a name",
  text: "text people wrote",
  document: "answers and texts",
  customer: "a customer",
  place: "a chat or channel",
};

const fates = { goes: "is removed", pseudonym: "gets the pseudonym", stays: "stays" } as const;

/** The page docs/personal-data.md: what is stored about people, why and how long, table by table. */
export function writePersonalDataPage(): string {
  const tables = tableNames.flatMap((table) => {
    const { why, keep, person, customer, columns } = personalData[table];
    const held = Object.entries(columns).flatMap(([name, holds]: [string, Holds]) =>
      holds === "nothing" ? [] : [`\`${name}\` (${kinds[holds]})`],
    );
    return [
      `### ${table}`,
      "",
      why,
      "",
      `- About people or customers: ${held.length === 0 ? "nothing" : held.join(", ")}.`,
      `- Kept: ${fillDays(keep)}.`,
      `- When a person is erased, a row of theirs ${fates[person]}; of a customer, it ${fates[customer]}.`,
      "",
    ];
  });
  const days = purgeables.map((name) => `${name}=${defaultRetention[name]}`).join(",");
  return [...beginning(days), ...tables, ...ending].join("\n");
}

function fillDays(text: string): string {
  return purgeables.reduce(
    (rest, name) => rest.replaceAll(`{${name}}`, String(defaultRetention[name])),
    text,
  );
}

const beginning = (days: string): readonly string[] => [
  "# Personal data",
  "",
  "Written by `npm run -s personal-data` from `src/storage/tables`; do not edit. A column that is not described",
  "there does not compile.",
  "",
  `The days below are the defaults of the setting \`RETENTION_DAYS\` (\`${days}\`). Once an hour what is older is removed, in`,
  "small parts; several instances may do so at once.",
  "",
  "A person erases themselves with `forget me` in the bot's chat, which says first what goes and what stays. There a lead",
  "may say `stored data of person …` or `stored data of customer …`, to get it as a file or to erase it; programs of a lead",
  "do the same at `/api/privacy`. The operator's",
  "`npm run -s erase -- --person <object id>` or `--customer <name, domain or tenant id>`, with `--tenant <id>` where the",
  "bot is there for several, is carried out by the running bot within a minute. In what stays, one pseudonym stands for",
  "the person or customer everywhere, so counts stay right; nothing keeps which pseudonym stands for whom. Somebody who",
  "comes back later is somebody new.",
  "",
  "## In the database",
  "",
];

const ending: readonly string[] = [
  "## Elsewhere",
  "",
  "- The index of the search: the words of a case and where it stands; made anew from what is left of an erased case.",
  "- Files sent to the chat: `DATA_DIR/files`, one for each row of `files`; removed before their row is.",
  "- The log (standard error): ids of tenants and activities, what was done and how long it took; no names, no texts.",
  "- Figures and traces: words of our own and, in traces, tenant ids and record numbers.",
  "- What was posted in Teams stays in Teams, under the retention of that tenant. The bot cannot take it back for others.",
  "- The customers' CSV file is the operator's own; erasing does not change it.",
  "- Backups are the operator's: an erasing reaches them when they expire.",
  "",
];
