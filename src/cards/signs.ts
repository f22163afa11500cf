import type { NoticeKey } from "../views";
import type { Outcome, RecordState, Severity } from "../vocabulary";

/** Colours of Adaptive Card containers; they follow dark and high contrast themes by themselves. */
export type BandStyle = "good" | "warning" | "attention" | "accent" | "emphasis";

interface Sign {
  readonly sign: string;
  readonly style: BandStyle;
}

/** Green: Microsoft's door is open. Blue: yours or another door. Amber: something first. Red: no door here. */
export const outcomeSigns: Readonly<Record<Outcome, Sign>> = {
  resolve: { sign: "✓", style: "accent" },
  escalate_to_microsoft: { sign: "↑", style: "good" },
  escalate_to_indirect_provider: { sign: "→", style: "accent" },
  contact_isv: { sign: "→", style: "accent" },
  own_plan_needed: { sign: "!", style: "warning" },
  service_health_first: { sign: "!", style: "warning" },
  not_covered: { sign: "✕", style: "attention" },
};

/** States in which the decision has been carried out: the state says more than the verdict. */
export const settledSigns: Readonly<Partial<Record<RecordState, Sign>>> = {
  waiting_microsoft: { sign: "…", style: "accent" },
  resolved: { sign: "✓", style: "good" },
  closed: { sign: "✓", style: "emphasis" },
};

/** Told apart without colours: every severity has a sign of its own. */
export const severitySigns: Readonly<Record<Severity, string>> = {
  A: "‼",
  B: "▲",
  C: "▼",
  non_break_fix: "○",
};

const done: Sign = { sign: "✓", style: "good" };
const beware: Sign = { sign: "!", style: "warning" };
const note: Sign = { sign: "›", style: "emphasis" };

/** The sign and the colour of every notice. */
export const noticeSigns: Readonly<Record<NoticeKey, Sign>> = {
  stale: beware,
  unknown_action: beware,
  not_understood: beware,
  case_kept: note,
  case_settled: note,
  profile_saved: done,
  language_changed: done,
  forget_ask: beware,
  forget_done: done,
  subject_denied: beware,
  subject_erased: done,
  answers_changed: done,
  nothing_changed: note,
  undone: done,
  aside_added: done,
  record_unknown: beware,
  nothing_to_undo: note,
  nothing_unfinished: note,
  try_again: beware,
  state_changed: done,
  note_added: done,
  filed: done,
  evidence_saved: done,
  no_case_yet: note,
  no_open_case: note,
  check_fields: beware,
  not_allowed_now: beware,
  changed_meanwhile: beware,
  severity_changed: done,
  steps_saved: done,
  case_linked: done,
  case_unlinked: done,
  file_keeping: done,
  files_keeping: done,
  files_some: beware,
  files_full: beware,
  files_no_case: beware,
  files_unknown_case: beware,
  file_type: beware,
  file_size: beware,
  file_case_full: beware,
  file_source: beware,
  file_unreachable: beware,
  file_not_saved: beware,
  file_declined: note,
  file_not_sent: beware,
  team_sent: done,
  team_sent_already: note,
  team_no_route: beware,
  team_call: note,
  team_taken: done,
  team_handed_over: done,
  team_settled: beware,
  team_not_settled: beware,
  team_yours: done,
  team_taken_by: beware,
  team_taken_by_unnamed: beware,
  team_owner_only: beware,
  team_owner_only_unnamed: beware,
  team_noted: done,
  team_note_empty: beware,
  team_note_long: beware,
  route_saved: done,
  route_moved: done,
  route_removed: done,
  route_removed_moved: done,
  cases_moved: note,
  channel_lost: beware,
  channel_lost_moved: beware,
  route_stale: beware,
  route_changed: beware,
  route_unknown: beware,
  route_in_use: beware,
  route_full: beware,
  route_denied: note,
  route_denied_unnamed: note,
  route_no_case: note,
  setup_in_channel: note,
};
