import type { ErasedSubject, Erasure, OrphanedFile, PrivacyStore } from "./privacy-store";
import { toPseudonym } from "../records/pseudonym";

/** What erasing takes. Clock and ids are given. */
export interface EraseTools {
  readonly store: PrivacyStore;
  readonly removeFile: (file: OrphanedFile) => Promise<void>;
  readonly now: () => string;
  readonly newId: () => string;
}

/** Whom to erase, and on whose wish. */
export interface EraseWish extends ErasedSubject {
  readonly tenantId: string;
  /** The id of who asks for it. */
  readonly by: string;
  /** Names that are known of it beside those that are held. */
  readonly names?: readonly string[];
  /** What is to stand in its place; absent: something new. */
  readonly pseudonym?: string;
}

/**
 * Erases a person or a customer, part by part; answers the pseudonym that stands in their place. What is interrupted
 * is carried on by `resumeErasures`.
 */
export async function eraseSubject(
  { names = [], pseudonym: wished, ...wish }: EraseWish,
  tools: EraseTools,
): Promise<Pick<Erasure, "pseudonym">> {
  const pseudonym = wished ?? makePseudonym(tools.newId);
  const erasure = await tools.store.beginErasure({ ...wish, at: tools.now() }, pseudonym);
  await finish(erasure, names, tools);
  return { pseudonym: erasure.pseudonym };
}

/** Something new to stand where somebody stood. */
export function makePseudonym(newId: () => string): string {
  return toPseudonym(newId());
}

/** Carries on what a stop or a crash has interrupted. */
export async function resumeErasures(tools: EraseTools): Promise<void> {
  for (const erasure of await tools.store.openErasures()) await finish(erasure, [], tools);
}

/** Bytes before their rows, and these rows only: bytes nobody knows of would stay for ever. */
export async function removeFiles(files: readonly OrphanedFile[], tools: EraseTools): Promise<void> {
  for (const file of files) await tools.removeFile(file);
  if (files.length > 0) await tools.store.forgetFiles(files);
}

async function finish(erasure: Erasure, given: readonly string[], tools: EraseTools): Promise<void> {
  const { store, now } = tools;
  const names = [...given, ...(await store.namesOf(erasure))];
  let isMore = true;
  while (isMore) {
    await removeFiles(await store.filesToErase(erasure), tools);
    isMore = await store.erasePart(erasure, names);
  }
  await store.endErasure(erasure, now());
}
