import { foldText } from "../fold-text";
import { wordLists } from "./word-lists";

const { from, header, closings, quoted } = wordLists.mail;

/** Characters of a line that is no more than a closing. */
const longestClosing = 40;

/**
 * The message with what is not said about this problem blotted out by spaces: quoted lines, the older mails of a
 * thread, and whatever stands under a closing such as "Kind regards". Every other character stays where it was. A
 * forwarded mail counts: people put "see below" above it. What is nothing but quotation counts as said.
 */
export function keepOwnWords(message: string): string {
  let heads = 0;
  let isSkipping = false;
  let wasHeader = false;
  const lines = message.split("\n").map((line) => {
    const plain = foldText(line);
    const name = /^([^:\s]{1,12}) ?:/u.exec(plain)?.[1] ?? "";
    const isHeader = header.includes(name);
    if (from.includes(name) && !wasHeader) {
      heads += 1;
      isSkipping = heads > 1;
    }
    if (plain !== "") wasHeader = isHeader;
    if (isOver(plain)) isSkipping = true;
    return isSkipping || plain.startsWith(">") ? " ".repeat(line.length) : line;
  });
  const own = lines.join("\n");
  return own.trim() === "" ? message : own;
}

/** Whether a line ends what its writer says. */
function isOver(plain: string): boolean {
  const last = plain.replace(/[,.!。]+$/u, "");
  // In Chinese the name stands before the closing, and in English "many thanks and".
  if (last.length <= longestClosing && closings.some((one) => last === one || last.endsWith(` ${one}`)))
    return true;
  return quoted.some((words) => plain.endsWith(words) || plain.replace(/^[-\s]+|[-\s]+$/gu, "") === words);
}
