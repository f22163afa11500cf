/**
 * Data that lives as long as the program and never changes is frozen, whole: texts of questions, lists of choices. What
 * is made of it, down to the bytes that go out, is made once; of all other data it is made each time.
 */
export function lasting<Data>(data: Data): Data {
  if (typeof data !== "object" || data === null || Object.isFrozen(data)) return data;
  for (const part of Object.values(data)) lasting(part);
  return Object.freeze(data);
}

/** The same function; of lasting data it makes the same once, and remembers that for as long as the data live. */
export function onceOfLasting<Source extends object, Result>(
  make: (source: Source) => Result,
): (source: Source) => Result {
  const made = new WeakMap<Source, { readonly result: Result }>();
  return (source) => {
    if (!Object.isFrozen(source)) return make(source);
    const known = made.get(source);
    if (known !== undefined) return known.result;
    const result = make(source);
    made.set(source, { result });
    return result;
  };
}
