import type { CaseFile } from "../../records/case-file";
import { saySize } from "../../say-size";
import type { Scene } from "../card-kit";
import { run, sayRuns, type TextRun, type RunsModel } from "../text-runs";
import { cleanUserText, shownLength } from "../user-text";

/** One line with the names and sizes of the files that are kept. */
export interface FilesModel {
  readonly hasFiles: boolean;
  readonly files: RunsModel;
}

const mostNamed = 5;

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
  const shown = cleanUserText(name, shownLength.name);
  return sayRuns(say, "files.sized", { name: shown, size: saySize(size ?? 0) }, { value: {} });
}
