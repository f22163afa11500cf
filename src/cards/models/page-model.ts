import type { Intake } from "../../intake/intake";
import type { QuestionView, View } from "../../views";
import { type CardModel, execute, type ExecuteAction, frameCard, inRows } from "../card-model";
import type { Scene } from "../card-kit";
import { customerOf, joinFacts, productOf, profileLine, titleOf } from "../case-words";
import { headingOf, summarise } from "../headings";
import { run, strong, type TextRun, type RunsModel } from "../text-runs";
import { sayOthersChanges } from "./change-lines";
import { sayUnderstood } from "./understood";
import { drawInputs, type InputModel } from "./input-model";
import { sayOrigin } from "./origin-model";

/** A page of the dialog: what is known already, what is asked now. */
export interface PageModel extends CardModel {
  readonly progress: string;
  readonly hasProgress: boolean;
  readonly known: readonly RunsModel[];
  readonly hasProfile: boolean;
  readonly profile: string;
  readonly change: string;
  readonly changeProfile: ExecuteAction;
  readonly inputs: readonly InputModel[];
  readonly hasUnderstood: boolean;
  readonly understoodTitle: string;
  readonly understood: readonly RunsModel[];
}

type PageView = Extract<View, { kind: "page" | "ask" }>;

/** One card of the dialog: what is known already and the questions that are left. */
export function buildPage(scene: Scene, view: PageView): PageModel {
  const { say } = scene;
  const questions = view.kind === "page" ? view.questions : [view.question];
  const progress = sayProgress(scene, view);
  const understood = view.kind === "page" ? sayUnderstood(scene, view) : [];
  const profile = sayProfile(scene, view, questions);
  return {
    ...frameCard(scene, {
      heading: headingOf(scene, view),
      summary: summarise(scene, view),
      notice: view.notice,
      lines: sayOthersChanges(scene, view.kind === "page" ? view.changes : []),
      actionRows: inRows(drawActions(scene, view)),
    }),
    progress,
    hasProgress: progress !== "",
    known: sayKnown(scene, view.intake, questions).map((runs) => ({ runs })),
    hasProfile: profile !== "",
    profile,
    change: say("card.page.change"),
    changeProfile: execute(say("card.page.change_profile"), "profile/show"),
    inputs: drawInputs(scene, questions),
    hasUnderstood: understood.length > 0,
    understoodTitle: say("card.page.understood"),
    understood: understood.map((runs) => ({ runs })),
  };
}

function sayProgress({ say }: Scene, view: PageView): string {
  if (view.kind === "ask") return "";
  return view.page === 0 ? say("card.page.editing") : say("card.page.progress", { page: view.page });
}

/** Title, customer and product, as far as this page does not ask for them itself, and where the case came from. */
export function sayKnown(
  scene: Scene,
  intake: Intake,
  questions: readonly QuestionView[],
): readonly (readonly TextRun[])[] {
  const asked = (id: string): boolean => questions.some((question) => question.id === id);
  const title = asked("title") ? "" : titleOf(intake);
  const customer = asked("customer") ? "" : customerOf(intake);
  const product = asked("product") ? "" : productOf(scene, intake);
  const lines = [run(title, strong), run(joinFacts(scene, [customer, product]))];
  const origin = sayOrigin(scene, intake.source);
  const known = lines.filter((line) => line.text !== "").map((line) => [line]);
  return origin.length === 0 ? known : [...known, origin];
}

function sayProfile(scene: Scene, { intake, ...view }: PageView, questions: readonly QuestionView[]): string {
  const profile = view.kind === "page" ? view.profile : null;
  return profileLine(
    scene,
    { ...profile, ...intake.answers },
    questions.map((question) => question.id),
  );
}

function drawActions({ say }: Scene, view: PageView): readonly ExecuteAction[] {
  const target = { intakeId: view.intake.id, revision: view.intake.revision };
  const answer = { primary: true, withInputs: true };
  const canGoBack = view.kind === "ask" || view.canGoBack;
  return [
    execute(say("card.action.continue"), "intake/answer", target, answer),
    ...(canGoBack ? [execute(say("card.action.back"), "intake/back", target)] : []),
    execute(say("card.action.cancel"), "intake/cancel", target),
  ];
}
