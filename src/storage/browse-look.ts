import type { Condition, FilterColumn, Line } from "./browse-plan";

/** What one statement looks for: along an index by `driver`, if there is one, and past all `others`. */
export interface Look {
  readonly driver: Condition | null;
  readonly others: readonly Condition[];
  readonly line: Line;
  /** Whether it goes on behind a place. */
  readonly isContinued: boolean;
}

/** Columns that stand in every index of a list behind its order (migrations/0038-list-columns.ts). */
const toldByAll = ["state", "severity", "product", "outcome"] as const satisfies readonly FilterColumn[];

/** The columns an index tells of without its record. */
export function toldBy({ driver, line }: Pick<Look, "driver" | "line">): readonly FilterColumn[] {
  const isOfDues = driver?.kind === "some";
  return (driver === null || isOfDues) && line.key === "updated_at" ? [...toldByAll, "due_at"] : toldByAll;
}

/** Whether an index tells all the others, so that looking along it costs little. */
export function isToldWhole(look: Pick<Look, "driver" | "others" | "line">): boolean {
  return look.others.every(({ column }) => toldBy(look).includes(column));
}
