import type { CaseFile } from "../../records/case-file";
import type { Scene } from "../card-kit";
import { run, sayRuns, type TextRun } from "../text-runs";
import { cleanUserText, shownLength } from "../user-text";

/** One line with the names and sizes of the files that are kept. */
export interface FilesModel {
  readonly hasFiles: boolean;
  readonly files: { readonly runs: readonly TextRun[] };
}

const mostNamed = 5;
const kilobyte = 1024;

/** Draws the kept files of a record; the names are text of people and stand in runs alone. */
export function drawFiles({ say }: Scene, files: readonly CaseFile[]): FilesModel {
  const kept = files.filter(({ state }) => state === "kept");
  if (kept.length === 0) return { hasFiles: false, files: { runs: [] } };
  const named = kept.slice(0, mostNamed);
  const rest = kept.length - named.length;
  const runs = named.flatMap((file, index) => [
    ...(index === 0 ? [] : [run(say("files.joint"))]),
    ...sayFile(say, file),
  ]);
  const more = rest === 0 ? [] : [run(say("files.more", { count: rest }))];
  return { hasFiles: true, files: { runs: [run(say("files.lead")), ...runs, ...more] } };
}

function sayFile(say: Scene["say"], { name, size }: CaseFile): readonly TextRun[] {
  const kilobytes = Math.max(1, Math.round((size ?? 0) / kilobyte));
  const shown = cleanUserText(name, shownLength.name);
  const plain = { value: {} };
  if (kilobytes < kilobyte)
    return sayRuns(say, "files.kilobytes", { name: shown, size: String(kilobytes) }, plain);
  const megabytes = (kilobytes / kilobyte).toFixed(1);
  return sayRuns(say, "files.megabytes", { name: shown, size: megabytes }, plain);
}
