import { PNG } from "pngjs";
import { type Fault, found } from "./fault";

/** Pixels of each side, as Teams wants them. */
const sizes = { color: 192, outline: 32 } as const;
type Pixel = readonly [red: number, green: number, blue: number, alpha: number];

/** Checks the size of an icon, and that the outline is white on nothing. */
export function checkIcon(kind: keyof typeof sizes, file: string, content: Buffer): readonly Fault[] {
  const image = readImage(content);
  if (image === null) return [{ file, path: "", what: "is not a PNG image" }];
  const { width, height } = image;
  const size = sizes[kind];
  if (width !== size || height !== size) {
    return [{ file, path: "", what: found(`${width}x${height}`, `${size}x${size} pixels`) }];
  }
  return kind === "outline" ? checkOutline(file, pixelsOf(image)) : [];
}

function checkOutline(file: string, pixels: readonly Pixel[]): readonly Fault[] {
  const clear = pixels.filter(([, , , alpha]) => alpha === 0).length;
  const coloured = pixels.filter(
    ([red, green, blue, alpha]) => alpha > 0 && red + green + blue < 3 * 255,
  ).length;
  if (coloured === 0 && clear > 0 && clear < pixels.length) return [];
  const what = `has ${clear} transparent and ${coloured} coloured pixels of ${pixels.length}`;
  return [{ file, path: "", what: `${what}; allowed: white on transparent only` }];
}

function readImage(content: Buffer): PNG | null {
  try {
    return PNG.sync.read(content);
  } catch {
    return null;
  }
}

function pixelsOf({ data, width, height }: PNG): readonly Pixel[] {
  return Array.from({ length: width * height }, (_, place) => {
    const [red = 0, green = 0, blue = 0, alpha = 0] = data.subarray(place * 4, place * 4 + 4);
    return [red, green, blue, alpha] as const;
  });
}
