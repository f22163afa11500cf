import type { Input } from "../input";
import type { CaseRecord } from "../records/record";
import type { Notice, View } from "../views";
import { findIntake } from "./intake-turns";
import { refusalOf } from "./may-do";
import { findOwnRecord, presentIntake, presentRecord, presentState } from "./present";
import { planProfile } from "./profile-turns";
import { presentRoutes } from "./route-turns";
import { presentErased } from "./subject-turns";
import { planThreadNote } from "./team-turns";
import type { Scene } from "./turn";

/** What happens in a channel and is about no case. */
const inPlaces: readonly Input["kind"][] = ["channel", "joined_team", "place_lost", "place_renamed"];

/** What the input is about, as it stands now: for whoever only looks, was too late, or comes again. */
export async function presentSubject(scene: Scene, notice: Notice | undefined): Promise<View> {
  const { input } = scene.turn;
  if (input.kind === "save_profile") return planProfile(scene).show(null);
  if (input.kind === "language") return { kind: "language", current: scene.audience.language };
  if (input.kind === "route") return presentRoutes(scene, input.route, notice);
  if (inPlaces.includes(input.kind)) return { kind: "channel" };
  if (input.kind === "thread_text" && notice === undefined)
    return (await planThreadNote(scene, input.text)).show(null);
  // The case that was left is not what comes after leaving it.
  if (input.kind === "discard") return presentState(scene, notice);
  if (input.kind === "subject_erase") return presentErased(scene, input.subject);
  const number = "record" in input ? input.record : undefined;
  const record = number === undefined ? null : await findOwnRecord(scene, number);
  if (record !== null) return presentRecord(scene, record, notice ?? (await sayOwner(scene, record)));
  const intakeId = "intakeId" in input ? input.intakeId : undefined;
  const intake = intakeId === undefined ? null : await findIntake(scene, intakeId);
  return intake === null
    ? presentState(scene, notice)
    : presentIntake(scene, { ...intake, mode: "card" }, notice);
}

/** Who clicked Take once more, or too late, is told who has the case. */
function sayOwner(scene: Scene, record: CaseRecord): Promise<Notice | undefined> | undefined {
  return scene.turn.input.kind === "case_take" ? refusalOf(scene, record, "take") : undefined;
}
