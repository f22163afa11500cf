import type { z } from "zod";
import { type CaseRecord, formatRecordNumber } from "../../records/record";
import { type Call, type Desk, findReadable } from "./desk";
import type { CasePage } from "./wire-page";

type Related = z.infer<typeof CasePage>["related"];

/** Links beyond these are not looked up. */
const mostRelated = 20;

/** The cases a case names, as far as the caller may see them. */
export async function findRelated(desk: Desk, call: Call, { related, parent }: CaseRecord): Promise<Related> {
  const named = [
    ...(parent === undefined ? [] : [{ number: parent, standing: "parent" as const }]),
    ...related.slice(-mostRelated).map((number) => ({ number, standing: "related" as const })),
  ];
  const found = await Promise.all(
    named.map(async ({ number, standing }) => {
      const path = { number: formatRecordNumber(number) };
      const other = await findReadable(desk, { ...call, path });
      return other === null ? [] : [{ ...path, title: other.title, state: other.state, standing }];
    }),
  );
  return found.flat();
}
