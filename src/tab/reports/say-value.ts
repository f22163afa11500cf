import { spaceNumbers } from "../../locales/space-numbers";
import type { Language } from "../../vocabulary";
import type { ReportSection } from "../api/wire";

type Unit = ReportSection["series"][number]["unit"];

/** A number as it stands in a table; minutes with their unit, and a dash where nothing is known. */
export function sayValue(value: number | null, unit: Unit, language: Language): string {
  if (value === null) return "–";
  const style =
    unit === "minutes" ? ({ style: "unit", unit: "minute", maximumFractionDigits: 0 } as const) : undefined;
  return spaceNumbers(new Intl.NumberFormat(language, style).format(value));
}
