import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { z } from "zod";
import { DataError } from "../errors";
import { lasting } from "../lasting";
import { Customer } from "./customer";
import type { CustomerDirectory } from "./customer-directory";

/** An empty cell is a value that is not known. */
const Row = z
  .record(z.string(), z.string())
  .transform((row) => Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== "")));

/**
 * Customers from a CSV file with the columns `name,domain,tenantId,cloud,relation`, read once. Throws
 * `DataError` that names the file, the line and the fault.
 */
export function readCsvDirectory(file: string): CustomerDirectory {
  const customers = lasting(parseRows(file, readFile(file)));
  return { list: () => Promise.resolve(customers) };
}

function readFile(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new DataError(
      `the customer file ${file} cannot be read; set CUSTOMERS_FILE to a readable CSV file`,
      { cause },
    );
  }
}

function parseRows(file: string, text: string): readonly Customer[] {
  const rows = parseCsv(file, text);
  return rows.map((row, index) => {
    const parsed = Row.pipe(Customer).safeParse(row);
    // The header is line 1.
    if (!parsed.success) throw new DataError(`${file}, line ${index + 2}: ${z.prettifyError(parsed.error)}`);
    return parsed.data;
  });
}

function parseCsv(file: string, text: string): readonly unknown[] {
  try {
    return parse(text, { columns: true, bom: true, trim: true, skip_empty_lines: true });
  } catch (cause) {
    throw new DataError(`${file} is not a CSV file with the columns name,domain,tenantId,cloud,relation`, {
      cause,
    });
  }
}
