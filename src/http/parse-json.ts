/** The parsed body; undefined when it is not JSON, or nested beyond all use, which no schema accepts. */
export function parseJson(body: unknown): unknown {
  if (typeof body !== "string" && !Buffer.isBuffer(body)) return body;
  const text = body.toString();
  if (isTooDeep(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Cards are nested some twenty levels deep. */
const deepest = 200;

/** Thousands of levels would exhaust the stack of whatever walks through them. */
function isTooDeep(json: string): boolean {
  if (countSigns(json, "{", deepest) + countSigns(json, "[", deepest) <= deepest) return false;
  let depth = 0;
  for (let place = 0; place < json.length; place += 1) {
    const sign = json.charAt(place);
    if (sign === '"') place = endOfText(json, place);
    else if (sign === "[" || sign === "{") depth += 1;
    else if (sign === "]" || sign === "}") depth -= 1;
    if (depth > deepest) return true;
  }
  return false;
}

/** Where the text ends that begins here: at the next quotation mark that is no part of it. */
function endOfText(json: string, start: number): number {
  for (let end = json.indexOf('"', start + 1); end >= 0; end = json.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (json.charAt(end - 1 - backslashes) === "\\") backslashes += 1;
    if (backslashes % 2 === 0) return end;
  }
  return json.length;
}

/** How often a sign stands in a text, counted no further than one beyond `most`. */
function countSigns(text: string, sign: string, most: number): number {
  let count = 0;
  for (let place = text.indexOf(sign); place >= 0 && count <= most; place = text.indexOf(sign, place + 1))
    count += 1;
  return count;
}
