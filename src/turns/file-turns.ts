import type { SentFiles } from "../input";
import { readCommand } from "../intake/read-command";
import { textsOf } from "../locales/texts";
import type { NewCaseFile } from "../records/case-file";
import { formatRecordNumber } from "../records/record";
import type { Notice } from "../views";
import { findOwnRecord } from "./present";
import { planText } from "./text-turns";
import { type Plan, type Scene, withNotice } from "./turn";

/** What files are kept with: a case, or the intake that may lead to one. */
type Owner = Pick<NewCaseFile, "intakeId" | "number">;

/**
 * A message with files: its words are what they always are, and the files go to the case they were said about. That is
 * the one whose number was sent with them, and where there is no such case, none: another may be another customer's.
 */
export async function planFiles(scene: Scene, text: string, files: SentFiles): Promise<Plan> {
  const said = text.trim() === "" ? null : await planText(scene, text);
  const read = readCommand(text);
  if (read.kind !== "record") return planKeeping(scene, said, files, ownerOf(scene, said));
  const record = await findOwnRecord(scene, read.number);
  if (record === null) return withFiles(said, [], () => ({ key: "files_unknown_case" }));
  return planKeeping(scene, said, files, { intakeId: record.intakeId, number: record.number });
}

/** The case of the person's newest dialog; null where there is none. */
function ownerOf(scene: Scene, said: Plan | null): Owner | null {
  const intake = said?.change?.intake ?? scene.context.intake;
  if (intake === null || (intake.state === "cancelled" && intake.recordNumber === undefined)) return null;
  return { intakeId: intake.id, number: intake.recordNumber ?? null };
}

async function planKeeping(
  scene: Scene,
  said: Plan | null,
  files: SentFiles,
  owner: Owner | null,
): Promise<Plan> {
  if (owner === null) return withFiles(said, [], () => ({ key: "files_no_case" }));
  const room = await countRoom(scene, owner);
  const kept = files.offered.slice(0, room).map((file) => ({
    ...file,
    ...owner,
    id: scene.bench.newId(),
    by: scene.turn.person,
  }));
  return withFiles(said, kept, (created) =>
    sayKeeping(scene, { kept, total: files.total, number: created ?? owner.number ?? undefined }),
  );
}

/** The words' plan with the files in the same transaction, and what is said about them above the view. */
function withFiles(
  said: Plan | null,
  files: readonly NewCaseFile[],
  say: (number: number | undefined) => Notice,
): Plan {
  const change = files.length === 0 ? said?.change : { ...said?.change, files };
  return {
    ...(change === undefined ? {} : { change }),
    async show(record) {
      const notice = say(record?.number);
      return said === null ? { kind: "message", notice } : withNotice(await said.show(record), notice);
    },
  };
}

/** How many more files the case may get; those on their way count. */
async function countRoom({ bench, turn }: Scene, { intakeId }: Owner): Promise<number> {
  const files = await bench.store.listIntakeFiles(turn.key.tenantId, intakeId);
  const held = files.filter(({ state }) => state === "pending" || state === "kept");
  return Math.max(0, bench.fileLimits.caseFiles - held.length);
}

interface Keeping {
  readonly kept: readonly NewCaseFile[];
  readonly total: number;
  readonly number: number | undefined;
}

function sayKeeping({ audience, bench }: Scene, { kept, total, number }: Keeping): Notice {
  const say = textsOf(audience.language);
  const shared = {
    case:
      number === undefined
        ? say("files.this_case")
        : say("files.numbered_case", { number: formatRecordNumber(number) }),
    limit: String(bench.fileLimits.caseFiles),
  };
  const [only] = kept;
  if (only === undefined) return { key: "files_full", values: shared };
  const count = String(kept.length);
  if (kept.length < total) return { key: "files_some", values: { ...shared, count, total: String(total) } };
  if (total > 1) return { key: "files_keeping", values: { case: shared.case, count } };
  return { key: "file_keeping", values: { case: shared.case, name: only.name || say("files.unnamed") } };
}
