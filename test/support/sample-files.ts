/** Contents that are what they say, in the fewest bytes. */
export const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
export const program = Buffer.concat([Buffer.from("MZ\u0090\u0000\u0003", "latin1"), Buffer.alloc(200)]);
export const zip = Buffer.concat([Buffer.from("504b0506", "hex"), Buffer.alloc(18)]);

/** A zip container with these names in it; enough for whoever looks at names. */
export function container(...names: readonly string[]): Buffer {
  return Buffer.concat([Buffer.from("504b0304", "hex"), Buffer.from(names.join("\u0000"), "latin1"), zip]);
}
