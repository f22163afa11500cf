import type { HandOverContext } from "../../hand-over/context";
import { defaultTone, defaultUpdateLanguage, offeredTones } from "../../hand-over/customer-update";
import { buildHandOver, type HandOver } from "../../hand-over/hand-over";
import type { HandOverText } from "../../hand-over/hand-over-text";
import { listAttachments } from "../../records/case-file";
import { shortenText } from "../../plain-text";
import type { QuestionView, View } from "../../views";
import { handOverParts, languages } from "../../vocabulary";
import { type CardAction, execute, frameCard, inRows } from "../card-model";
import type { Scene } from "../card-kit";
import { headingOf, summarise } from "../headings";
import { run, subtle } from "../text-runs";
import type { FormModel } from "./form-model";
import { drawInputs, type InputModel } from "./input-model";
import { drawLeads } from "./lead-model";
import { drawRecordLeads } from "./record-leads";

type HandOverView = Extract<View, { kind: "hand_over" }>;

/** What the texts of one card may take when it is sent, so that it stays below the 28 KB of Teams. */
const cardBudget = 16_000;

/** The texts of a hand-over, each in a field it can be copied from on any device, then what else can be shown. */
export function buildHandOverCard(scene: Scene, view: HandOverView): FormModel {
  const { record } = view;
  const handOver = buildHandOver(record, contextOf(scene, view));
  const isForCustomer = view.part === "customer" && offeredTones(record).length > 0;
  const wanted = handOver.parts.filter(({ group }) => (group === "customer") === isForCustomer);
  const texts = fitCard(wanted);
  const questions = drawInputs(scene, listChoices(scene, view, isForCustomer));
  const leads = [
    ...drawRecordLeads(scene, record),
    // Where the texts go, without going back to the card they came from.
    ...(isForCustomer
      ? []
      : [[run(scene.say("card.verdict.door", { route: scene.say(`route.${record.verdict.route}`) }))]]),
    ...sayLeads(scene, handOver, wanted).map((line) => [run(line, subtle)]),
    ...(texts === wanted ? [] : [[run(scene.say("card.hand_over.cut"), subtle)]]),
  ];
  const frame = frameCard(scene, {
    heading: headingOf(scene, view),
    summary: summarise(scene, view),
    notice: view.notice,
    actionRows: inRows(drawActions(scene, view, questions.length > 0)),
  });
  return {
    ...frame,
    leads: drawLeads(frame, leads),
    inputs: [...texts.map((part) => drawText(scene, part)), ...questions],
  };
}

function contextOf(
  { kit, audience }: Scene,
  { updateLanguage, tone, files = [] }: HandOverView,
): HandOverContext {
  const { textsOf, catalogue, nameStep } = kit;
  return { textsOf, catalogue, nameStep, audience, updateLanguage, tone, files: listAttachments(files) };
}

function sayLeads(
  { say }: Scene,
  { notKnown }: HandOver,
  wanted: readonly HandOverText[],
): readonly string[] {
  if (wanted.some(({ group }) => group === "customer")) return [say("card.hand_over.lead_customer")];
  const isNote = wanted.every(({ group }) => group === "note");
  const items = notKnown.map((id) => say(`evidence.item.${id}`)).join(say("text.examples_joint"));
  return [
    say(isNote ? "card.hand_over.lead_note" : "card.hand_over.lead"),
    ...(items === "" ? [] : [say("card.hand_over.not_known", { items })]),
  ];
}

/** The texts as they are, or the longest of them cut so that the card can be sent. */
function fitCard(parts: readonly HandOverText[]): readonly HandOverText[] {
  const weigh = (text: string): number => JSON.stringify(text).length;
  const total = parts.reduce((sum, { text }) => sum + weigh(text), 0);
  if (total <= cardBudget) return parts;
  const longest = parts.reduce((one, other) => (weigh(one.text) < weigh(other.text) ? other : one));
  const room = Math.floor(
    longest.text.length * Math.max(0.1, 1 - (total - cardBudget) / weigh(longest.text)),
  );
  return parts.map((part) => (part === longest ? { ...part, text: shortenText(part.text, room) } : part));
}

/** Characters that show in one line on a phone. */
const lineLength = 40;

function drawText({ say }: Scene, { id, label, text }: HandOverText): InputModel {
  const isLine = text.length <= lineLength && !text.includes("\n");
  return {
    id: `copy_${id}`,
    label: say(label),
    hint: "",
    hasHint: false,
    origin: [],
    hasOrigin: false,
    error: "",
    hasError: false,
    placeholder: "",
    value: text,
    isRequired: false,
    errorMessage: say("card.field_wrong"),
    maxLength: cardBudget,
    choices: [],
    isCompact: false,
    isExpanded: false,
    isMany: false,
    isFiltered: false,
    isLookedUp: false,
    dataset: "",
    isText: isLine,
    isLongText: !isLine,
    isDate: false,
    isTime: false,
  };
}

/** Which texts to show; where there is no end customer there is nothing to choose. */
function listChoices(scene: Scene, view: HandOverView, isForCustomer: boolean): readonly QuestionView[] {
  const { say, audience } = scene;
  const { record } = view;
  const tones = offeredTones(record);
  if (tones.length === 0) return [];
  const tone = view.tone !== null && tones.includes(view.tone) ? view.tone : defaultTone(record);
  const language = view.updateLanguage ?? defaultUpdateLanguage(record, audience.language);
  const choose = (id: string, value: string, options: QuestionView["options"]): QuestionView => ({
    id,
    kind: "choice",
    label: say(`handover.choice.${id}`),
    hint: "",
    placeholder: "",
    options,
    value,
    required: false,
    errorMessage: "",
    error: "",
  });
  const parts = handOverParts.map((value) => ({ value, title: say(`handover.part.${value}`) }));
  const part = choose("part", isForCustomer ? "customer" : "case", parts);
  if (!isForCustomer) return [part];
  return [
    choose(
      "tone",
      tone,
      tones.map((value) => ({ value, title: say(`handover.tone.${value}`) })),
    ),
    choose(
      "updateLanguage",
      language,
      languages.map((value) => ({ value, title: say(`value.uiLanguage.${value}`) })),
    ),
    part,
  ];
}

function drawActions({ say }: Scene, { record }: HandOverView, canChoose: boolean): readonly CardAction[] {
  const target = { record: record.number };
  const show = execute(say("card.action.show_text"), "record/handover", target, {
    primary: true,
    withInputs: true,
  });
  const back = execute(say("card.action.to_case"), "record/show", target);
  const file = execute(say("card.action.case_file"), "record/md", target);
  return [...(canChoose ? [show] : []), file, back];
}
