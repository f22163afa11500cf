import { saySize } from "../src/say-size";

test.each([
  [0, "1 KB"],
  [1024, "1 KB"],
  [12_300, "12 KB"],
  [1_048_575, "1 MB"],
  [1_048_576, "1 MB"],
  [3_565_158, "3.4 MB"],
  [26_214_400, "25 MB"],
])("%d bytes are told as %s", (bytes, said) => {
  expect(saySize(bytes)).toBe(said);
});
