import { type Figures, mostTimes } from "./compare";

/** A line of the table: what was asked, and how long it took. */
export interface Line {
  readonly name: string;
  /** Cases shown by both desks; empty for several questions together. */
  readonly rows: string;
  readonly figures: Figures;
  readonly isAlike: boolean;
}

/** A table as Markdown formatters lay it out. */
export function writeTable(size: number, lines: readonly Line[]): string {
  const heads = ["", "cases", "10,000 p50", "p99", `${size.toLocaleString("en")} p50`, "p99"];
  const cells = [[...heads, "ratio", "noise", "work", ""], ...lines.map(cellsOf)];
  const widths = heads.concat(["", "", "", ""]).map((_, column) => {
    const longest = Math.max(...cells.map((row) => (row[column] ?? "").length));
    return Math.max(3, longest);
  });
  const isText = (column: number) => column === 0 || column === widths.length - 1;
  const pad = (cell: string, column: number) =>
    isText(column) ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  const rule = widths.map((width, column) =>
    isText(column) ? "-".repeat(width) : `${"-".repeat(width - 1)}:`,
  );
  const [head = [], ...body] = cells.map((row) => row.map(pad));
  return [head, rule, ...body].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

/** The same line without a table, for who waits for it. */
export function writeLine(line: Line): string {
  return cellsOf(line)
    .map((cell, column) => (column === 0 ? cell.padEnd(44) : cell.padStart(9)))
    .join(" ");
}

function cellsOf({ name, rows, figures, isAlike }: Line): readonly string[] {
  const { small, large, ratio, noise, work } = figures;
  const values = [small.p50, small.p99, large.p50, large.p99, ratio, noise, work];
  const remarks = [
    ...(ratio > mostTimes ? [`more than ${mostTimes}`] : []),
    ...(isAlike ? [] : ["other numbers of cases"]),
  ];
  return [name, rows, ...values.map((value) => value.toFixed(2)), remarks.join(", ")];
}
