/** One text to copy; its label is the text of that key. */
export interface HandOverText {
  readonly id: string;
  readonly label: string;
  readonly text: string;
  /** Whom it is for. */
  readonly group: "note" | "case" | "message" | "customer";
  readonly rules: readonly string[];
}
