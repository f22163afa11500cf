/** Sentences of one language by their whole keys. */
export type Texts = Readonly<Record<string, string>>;

/** Says a sentence; `{{name}}` in it is replaced by the value of that name. A key without a sentence is said as it is. */
export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** Says sentences of one language; a key without one is said itself, so that it is seen. */
export function createSay(texts: Texts): Say {
  return (key, values = {}) =>
    (texts[key] ?? key).replace(/\{\{\s*(\w+)\s*\}\}/g, (_whole, name: string) => String(values[name] ?? ""));
}

/** Says how many, by the sentence for one or for any other number. */
export function sayCount(say: Say, number: number, one: string, many: string): string {
  return number === 1 ? say(one) : say(many, { number });
}
