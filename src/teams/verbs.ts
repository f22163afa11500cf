import type { RouteInput } from "../input";
import { linkKinds } from "../records/link-records";
import { recordForms } from "../views";

/** What a card about routes can be asked for. */
export const routeSteps = [
  "list",
  "new",
  "show",
  "edit",
  "ask",
  "save",
  "move",
  "remove",
] as const satisfies readonly RouteInput["step"][];

/** Every verb a card, a dialog or an older client's Submit may bring; any other one is nothing to us. */
export const verbs = [
  ...(["start", "edit", "discard", "resume", "show", "answer", "back", "cancel", "undo"] as const).map(
    (step) => `intake/${step}` as const,
  ),
  ...(["show", "menu", "send", "md", "form", "handover", "steps"] as const).map(
    (what) => `record/${what}` as const,
  ),
  ...recordForms.map((form) => `record/${form}` as const),
  ...linkKinds.map((how) => `record/${how}` as const),
  ...(["shared", "take", "hand_over"] as const).map((what) => `case/${what}` as const),
  ...routeSteps.map((step) => `route/${step}` as const),
  ...(["export", "erase"] as const).map((what) => `subject/${what}` as const),
  ...(["cases/list", "report/show", "profile/show", "profile/save", "help/show", "language/save"] as const),
] as const;
/** A verb that is ours. */
export type Verb = (typeof verbs)[number];
