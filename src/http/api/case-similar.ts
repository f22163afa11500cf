import type { z } from "zod";
import { createScene, type Scene as Drawn } from "../../cards/card-kit";
import { saySimilarSum, sayJoinedTo } from "../../cards/models/similar-model";
import { type CaseRecord, formatRecordNumber } from "../../records/record";
import type { SimilarCase } from "../../records/similar-cases";
import { findSimilar } from "../../turns/find-similar";
import type { Scene } from "../../turns/turn";
import { type Call, type Desk, findReadable } from "./desk";
import type { CasePage } from "./wire-page";

type Similar = NonNullable<z.infer<typeof CasePage>["similar"]>;

/** What else the tenant knows of the same problem, as the case's card tells it. */
export async function describeSimilar(
  desk: Desk,
  call: Call,
  scene: Scene,
  record: CaseRecord,
): Promise<Similar | null> {
  const similar = await findSimilar(scene, record);
  if (similar === null) return null;
  const drawn: Drawn = createScene(desk.kit, scene.audience);
  return {
    summary: saySimilarSum(drawn, record, similar) ?? "",
    joined: sayJoinedTo(drawn, similar),
    cases: await Promise.all(similar.cases.map((other) => describeCase(desk, call, other))),
  };
}

/** Of a case the caller may not open number, customer and technician are told, and no word more. */
async function describeCase(
  desk: Desk,
  call: Call,
  { number, customer, technician, standing, leader }: SimilarCase,
): Promise<Similar["cases"][number]> {
  const path = { number: formatRecordNumber(number) };
  const readable = await findReadable(desk, { ...call, path });
  return {
    ...path,
    customer,
    technician,
    title: readable?.title ?? null,
    state: readable?.state ?? null,
    standing,
    joinTo: leader === null ? null : formatRecordNumber(leader),
  };
}
