/** Elements whose content nobody reads. */
const unread: readonly string[] = ["script", "style", "head", "title", "template", "noscript", "svg"];

/** Elements that stand in the line of the words around them; all others begin a new one. */
const inline: readonly string[] = [
  ...["a", "at", "b", "code", "del", "em", "emoji", "font", "i", "ins", "mark", "s", "small", "span"],
  ...["strike", "strong", "sub", "sup", "u"],
];

const named: Readonly<Record<string, string>> = {
  amp: "&",
  apos: "'",
  gt: ">",
  hellip: "…",
  lt: "<",
  mdash: "—",
  nbsp: " ",
  ndash: "–",
  quot: '"',
};

/**
 * The words of a chat message's HTML: tags are dropped, entities decoded once, mentions stay as names. It reads
 * every character once and never fails; what is no HTML is taken as the words it looks like.
 */
export function readHtml(html: string): string {
  const words: string[] = [];
  let at = 0;
  while (at < html.length) {
    const start = html.indexOf("<", at);
    words.push(decodeEntities(html.slice(at, start === -1 ? html.length : start)));
    if (start === -1) break;
    const tag = readTag(html, start);
    words.push(tag.words);
    at = tag.end;
  }
  return words.join("");
}

interface Tag {
  /** Where reading goes on. */
  readonly end: number;
  readonly words: string;
}

function readTag(html: string, start: number): Tag {
  if (html.startsWith("<!--", start)) return { end: after(html, "-->", start + 4), words: "" };
  const name = /^<\/?([a-z][a-z0-9:-]{0,31})|^<[!?]/i.exec(html.slice(start, start + 36));
  if (name === null) return { end: start + 1, words: "<" };
  const tagName = (name[1] ?? "").toLowerCase();
  const end = findTagEnd(html, start + 1);
  const isOpening = html[start + 1] !== "/" && html[end - 2] !== "/";
  if (isOpening && unread.includes(tagName)) {
    // Its end tag is read next, like any other.
    const close = html.slice(end).search(new RegExp(`</${tagName}(?![a-z0-9])`, "i"));
    return { end: close === -1 ? html.length : end + close, words: " " };
  }
  return { end, words: inline.includes(tagName) ? "" : " " };
}

/** Behind the `>` of a tag; one within quotes belongs to an attribute. A tag without an end takes the rest. */
function findTagEnd(html: string, from: number): number {
  let quote = "";
  for (let at = from; at < html.length; at += 1) {
    const sign = html.charAt(at);
    if (quote !== "") quote = sign === quote ? "" : quote;
    else if (sign === ">") return at + 1;
    else if ((sign === '"' || sign === "'") && html[at - 1] === "=") quote = sign;
  }
  return html.length;
}

function after(html: string, sign: string, from: number): number {
  const found = html.indexOf(sign, from);
  return found === -1 ? html.length : found + sign.length;
}

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    if (typeof name === "string") return named[name.toLowerCase()] ?? whole;
    const code = typeof hex === "string" ? parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
  });
}
