/** What something one did oneself made of a case. */
export interface OwnDeed {
  /** False where what was sent is what the case said already. */
  readonly isChanged: boolean;
  /** The revision it made, which nobody need be shown first: it is known what is new in it. */
  readonly revision: number;
}

/**
 * What was made of a case that was sent at one revision and answered at another. Whoever sends it once more, because
 * the answer was lost, is answered with the case as it is then: what others did after it has not been seen.
 */
export function readOwnDeed(sentAt: number, answeredAt: number): OwnDeed {
  return { isChanged: answeredAt !== sentAt, revision: Math.min(answeredAt, sentAt + 1) };
}
