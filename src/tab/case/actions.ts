import type { CasePage } from "../api/wire";

/** What a button does: it opens a form of the cards, or acts at once. */
export type Deed =
  | { readonly kind: "form"; readonly form: FormName; readonly state?: "resolved" | "open" }
  | { readonly kind: "at_once"; readonly path: "take" | "send" };

/** The forms of the cards the tab shows, and where their answers go. */
export const formPaths = {
  note: "notes",
  state: "state",
  owner: "owner",
  severity: "severity",
  file: "microsoft-case",
  evidence: "evidence",
  answers: "answers",
} as const;
/** The forms by the word in their address; `owner` is the one that hands over. */
export type FormName = keyof typeof formPaths;

/** The actions in the order of their buttons; the first that may be done stands out. */
const actionOrder = [
  "take",
  "resolve",
  "reopen",
  "note",
  "state",
  "hand_over",
  "file",
  "severity",
  "evidence",
  "answers",
  "send",
] as const;
/** The actions with a button of their own. */
export type ActionName = (typeof actionOrder)[number];

/** What can have been done on the page at last. */
export type DeedName = ActionName | "undo" | "steps";

/** What pressing each button does. Two open the form of the state, with the new one filled in. */
export const deeds: Readonly<Record<ActionName, Deed>> = {
  take: { kind: "at_once", path: "take" },
  resolve: { kind: "form", form: "state", state: "resolved" },
  reopen: { kind: "form", form: "state", state: "open" },
  note: { kind: "form", form: "note" },
  state: { kind: "form", form: "state" },
  hand_over: { kind: "form", form: "owner" },
  file: { kind: "form", form: "file" },
  severity: { kind: "form", form: "severity" },
  evidence: { kind: "form", form: "evidence" },
  answers: { kind: "form", form: "answers" },
  send: { kind: "at_once", path: "send" },
};

/** Actions that may not be done now, and what they have in common: why not. */
export interface RefusedActions {
  readonly actions: readonly ActionName[];
  readonly reason: string;
}

/** Which of them may be done now, and why the others may not; what has nothing to choose from is left out. */
export function sortActions({ actions, choices }: Pick<CasePage, "actions" | "choices">): {
  readonly allowed: readonly ActionName[];
  readonly refused: readonly RefusedActions[];
} {
  const found = actionOrder.flatMap((action) => {
    const told = actions.find(({ action: name }) => name === action);
    const isEmpty = action === "state" && choices.states.length === 0;
    return told === undefined || isEmpty ? [] : [{ ...told, action }];
  });
  const refused = new Map<string, readonly ActionName[]>();
  for (const { isAllowed, action, reason } of found)
    if (!isAllowed && reason !== null) refused.set(reason, [...(refused.get(reason) ?? []), action]);
  return {
    allowed: found.filter(({ isAllowed }) => isAllowed).map(({ action }) => action),
    refused: [...refused].map(([reason, actions]) => ({ reason, actions })),
  };
}

/** As many buttons as stand in one row; a single one is not worth a fold. */
export const shownAtFirst = 6;

/** The buttons that are shown, and how many others there are behind "More". */
export function foldActions(
  allowed: readonly ActionName[],
  isWhole: boolean,
): { readonly shown: readonly ActionName[]; readonly folded: number } {
  const folded = isWhole ? 0 : allowed.length - shownAtFirst;
  if (folded < 2) return { shown: allowed, folded: 0 };
  return { shown: allowed.slice(0, shownAtFirst), folded };
}
