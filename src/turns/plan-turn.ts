import type { Input } from "../input";
import { planClick } from "./aside-turns";
import { planChannel, planJoinedTeam } from "./channel-turns";
import { planPlaceLost, planPlaceRenamed } from "./end-routes";
import { planFiles } from "./file-turns";
import { planResume } from "./intake-turns";
import { planDiscard, planStart, planStartFromMessage } from "./start-turns";
import { presentState } from "./present";
import { presentSubject } from "./present-subject";
import { planLanguage, planProfile, planSaveProfile } from "./profile-turns";
import {
  planCases,
  planEditRecord,
  planHandOver,
  planRecordChange,
  planRecordFile,
  planRecordForm,
  planRecordMenu,
} from "./record-turns";
import { planReport } from "./report-turns";
import { planRoute } from "./route-turns";
import { presentShared } from "./shared-turns";
import { planLink } from "./similar-turns";
import { planSteps } from "./step-turns";
import { planSubjectErase, planSubjectExport } from "./subject-turns";
import { planSend, planTake, planThreadNote } from "./team-turns";
import { planGreeting, planText } from "./text-turns";
import { type Plan, type Scene, showing } from "./turn";

/** What happens to a team or in its channels. */
type PlaceInput = Extract<
  Input,
  { readonly kind: "channel" | "joined_team" | "place_lost" | "place_renamed" | "route" | "thread_text" }
>;
/** What a person asks about themselves, or about many cases. */
type PersonInput = Extract<
  Input,
  {
    readonly kind:
      "subject_export" | "subject_erase" | "cases" | "report" | "profile" | "save_profile" | "language";
  }
>;
/** What is done with one case; one that was shared is only looked at. */
type CaseInput = Exclude<Extract<Input, { readonly record: number }>, { readonly kind: "shared_case" }>;

/** What is to change and to be shown for an input; nothing is saved here. */
export async function planTurn(scene: Scene, input: Input): Promise<Plan> {
  switch (input.kind) {
    case "text":
      if (input.files !== undefined) return planFiles(scene, input.text, input.files);
      return planText(scene, input.text);
    case "joined":
      return planJoined(scene);
    case "start":
      return planStart(scene, "", input.fresh);
    case "start_from_message":
      return planStartFromMessage(scene, input);
    case "discard":
      return planDiscard(scene, input.intakeId);
    case "intake":
      return planClick(scene, input);
    case "resume":
      return planResume(scene, input.intakeId);
    case "show":
      return showing(await presentSubject(scene, undefined));
    case "shared_case":
      return showing(await presentShared(scene, input.record, input.cardTenant));
    case "help":
      return showing({ kind: "help" });
    case "file_declined":
      return showing({ kind: "message", notice: { key: "file_declined" } });
    case "unknown":
      return showing(await presentState(scene, { key: "unknown_action" }));
    case "channel":
    case "joined_team":
    case "place_lost":
    case "place_renamed":
    case "route":
    case "thread_text":
      return planInPlace(scene, input);
    case "subject_export":
    case "subject_erase":
    case "cases":
    case "report":
    case "profile":
    case "save_profile":
    case "language":
      return planForPerson(scene, input);
    // All that is left is about one case.
    default:
      return planCase(scene, input);
  }
}

function planInPlace(scene: Scene, input: PlaceInput): Plan | Promise<Plan> {
  switch (input.kind) {
    case "channel":
      return planChannel(scene, input.text);
    case "joined_team":
      return planJoinedTeam(scene, input);
    case "place_lost":
      return planPlaceLost(scene, input);
    case "place_renamed":
      return planPlaceRenamed(scene, input);
    case "route":
      return planRoute(scene, input.route);
    case "thread_text":
      return planThreadNote(scene, input.text);
  }
}

function planForPerson(scene: Scene, input: PersonInput): Plan | Promise<Plan> {
  switch (input.kind) {
    case "subject_export":
      return planSubjectExport(scene, input.subject);
    case "subject_erase":
      return planSubjectErase(scene, input.subject);
    case "cases":
      return planCases(scene, input.offset);
    case "report":
      return planReport(scene, input);
    case "profile":
      return planProfile(scene);
    case "save_profile":
      return planSaveProfile(scene, input.values);
    case "language":
      return planLanguage(scene, input.language);
  }
}

function planCase(scene: Scene, input: CaseInput): Plan | Promise<Plan> {
  switch (input.kind) {
    case "edit_record":
      return planEditRecord(scene, input.record, input.recordRevision);
    case "record_menu":
      return planRecordMenu(scene, input.record);
    case "record_form":
      return planRecordForm(scene, input.record, input.form, input.values);
    case "record_send":
      return planSend(scene, input.record);
    case "case_take":
      return planTake(scene, input.record);
    case "hand_over":
      return planHandOver(scene, input);
    case "record_change":
      return planRecordChange(scene, input);
    case "record_steps":
      return planSteps(scene, input);
    case "record_link":
      return planLink(scene, input);
    case "record_file":
      return planRecordFile(scene, input.record);
  }
}

/** Added to a personal chat: the welcome, once; whoever was welcomed already is left in peace. */
function planJoined(scene: Scene): Plan {
  return scene.context.profile?.welcomed === true ? showing({ kind: "greeting" }) : planGreeting(scene);
}
