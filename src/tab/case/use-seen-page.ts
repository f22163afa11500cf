import { useState } from "react";
import type { CasePage } from "../api/wire";

/** A case at the revision one has seen, and the way to say that one has made a newer one. */
export interface SeenPage {
  readonly page: CasePage;
  readonly see: (revision: number) => void;
}

/**
 * What one does oneself counts as seen before the page has read it: whatever is done next would otherwise be taken for
 * overtaken, by nobody but oneself.
 */
export function useSeenPage(read: CasePage): SeenPage {
  const [own, setOwn] = useState(0);
  const revision = Math.max(read.record.revision, own);
  const page = revision === read.record.revision ? read : { ...read, record: { ...read.record, revision } };
  return { page, see: setOwn };
}
