import { z } from "zod";
import { parseRecordNumber } from "../record-number";
import { type Language, languages } from "../vocabulary";
import { foldText } from "../fold-text";
import data from "./commands.json";

/** What can be asked for in typed words; the words stand in commands.json, in every language. */
export const commandIds = [
  "greeting",
  "help",
  "new",
  "cancel",
  "undo",
  "back",
  "resume",
  "card",
  "skip",
  "accept",
  "cases",
  "report",
  "steps",
  "hand_over",
  "profile",
  "set_up",
  "self_test",
  "forget_me",
  "forget_me_now",
] as const;
/** A command, whatever words it was asked for in. */
export type CommandId = (typeof commandIds)[number];

/** What typed text asks for. `words`: no command, so it is an answer or the problem itself. */
export type Command =
  | { readonly kind: "command"; readonly command: CommandId }
  | { readonly kind: "language"; readonly language: Language | null }
  | { readonly kind: "record"; readonly number: number }
  | { readonly kind: "record_file"; readonly number: number }
  /** What is held about somebody or a customer, by what a lead calls them. */
  | {
      readonly kind: "subject";
      readonly subject: { readonly kind: "person" | "customer"; readonly id: string };
    }
  /** The way a case would take: the one of this number, else the person's newest. */
  | { readonly kind: "routes"; readonly number: number | null }
  | { readonly kind: "words"; readonly text: string };

/** What can be said in a channel. */
export type ChannelCommand =
  | { readonly kind: "set_up" | "self_test" | "other" }
  | { readonly kind: "routes"; readonly number: number | null };

const Words = z.strictObject({
  en: z.array(z.string()).min(1),
  "zh-TW": z.array(z.string()).min(1),
  "zh-CN": z.array(z.string()).min(1),
});
const lists = z
  .record(
    z.enum([
      ...commandIds,
      ...(["reply", "language", "languageNames", "file", "routes", "data_person", "data_customer"] as const),
    ]),
    Words,
  )
  .parse(data);

/** UTF-16 characters; nobody types a longer command, and a long text is not worth searching for one. */
const longestCommand = 100;

/** Commands are understood in all three languages at once, whatever the person's own is. */
export function readCommand(text: string): Command {
  if (text.length > longestCommand) return { kind: "words", text: text.trim() };
  const plain = normalise(text);
  const number = parseRecordNumber(plain);
  if (number !== null) return { kind: "record", number };
  const file = readFile(plain);
  if (file !== null) return { kind: "record_file", number: file };
  const subject = readSubject(plain, text);
  if (subject !== null) return subject;
  const command = commandIds.find((id) => allWords(id).includes(plain));
  if (command !== undefined) return { kind: "command", command };
  return readRoutes(plain) ?? readLanguage(plain) ?? { kind: "words", text: text.trim() };
}

/** Whether text is no more than a yes, a no or a word of thanks: where nothing is asked it tells of no problem. */
export function isBareReply(text: string): boolean {
  if (text.length > longestCommand) return false;
  const plain = normalise(text);
  const words = [...allWords("reply"), ...allWords("accept")];
  return words.includes(plain) || plain.split(/[\s,，、]+/u).every((part) => words.includes(part));
}

/** In a channel a word means what is set up there: 「設定」 is no profile. */
export function readChannelCommand(text: string): ChannelCommand {
  if (text.length > longestCommand) return { kind: "other" };
  const plain = normalise(text);
  const command = (["set_up", "self_test"] as const).find((id) => allWords(id).includes(plain));
  if (command !== undefined) return { kind: command };
  return readRoutes(plain) ?? { kind: "other" };
}

/** "routes" or "routes PS-000001". */
function readRoutes(plain: string): Extract<Command, { readonly kind: "routes" }> | null {
  if (allWords("routes").includes(plain)) return { kind: "routes", number: null };
  const numbers = allWords("routes").flatMap((word) =>
    plain.startsWith(word) ? (parseRecordNumber(plain.slice(word.length)) ?? []) : [],
  );
  return numbers[0] === undefined ? null : { kind: "routes", number: numbers[0] };
}

/** "file PS-000001": the number of the case, or null. */
function readFile(plain: string): number | null {
  const word = allWords("file").find((candidate) => plain.startsWith(candidate));
  return word === undefined ? null : parseRecordNumber(plain.slice(word.length));
}

/** "stored data of customer contoso.com". */
function readSubject(plain: string, typed: string): Extract<Command, { readonly kind: "subject" }> | null {
  for (const kind of ["person", "customer"] as const) {
    const word = allWords(`data_${kind}`).find((candidate) => plain.startsWith(candidate));
    // A name is one with its capitals.
    const whole = typed.trim().replaceAll(/\s+/g, " ");
    const kept = whole.length === plain.length ? whole : plain;
    const id = word === undefined ? "" : kept.slice(word.length).replace(/^[:\s]+/, "");
    if (id !== "") return { kind: "subject", subject: { kind, id } };
  }
  return null;
}

function readLanguage(plain: string): Command | null {
  const word = allWords("language").find((candidate) => plain.startsWith(candidate));
  if (word === undefined) return null;
  const rest = plain.slice(word.length).trim();
  if (rest === "") return { kind: "language", language: null };
  const language = languages.find((id) => lists.languageNames[id].includes(rest));
  return language === undefined ? null : { kind: "language", language };
}

function allWords(id: keyof typeof lists): readonly string[] {
  return languages.flatMap((language) => lists[id][language]);
}

/** Lower case, one space between words, no greeting marks at the end. */
function normalise(text: string): string {
  const plain = foldText(text);
  return plain.length > 1 ? plain.replace(/[!.,~。！，～]+$/u, "").trim() : plain;
}
