/** The lists a client can search while somebody types into a picker; their names stand in cards. */
export const datasets = ["customers", "products"] as const;
/** A list that can be searched from a picker. */
export type Dataset = (typeof datasets)[number];

/** A choice as offered: `title` is final text in the person's language. */
export interface Option {
  readonly value: string;
  readonly title: string;
}

/** One input of a page, ready to be drawn or to be asked in words. All strings are final text. */
export interface QuestionView {
  readonly id: string;
  /** `choices`: any number of the options, with commas between them in the value. */
  readonly kind: "choice" | "choices" | "search" | "text" | "longText" | "date" | "time";
  readonly label: string;
  /** One short sentence under the label; empty when there is nothing to add. */
  readonly hint: string;
  /** Greyed text in an empty field. */
  readonly placeholder: string;
  readonly options: readonly Option[];
  readonly value: string;
  readonly required: boolean;
  /** Said at the field when it is left empty although required. */
  readonly errorMessage: string;
  /** The words of the first message the value was read from; empty when a person gave it. */
  readonly origin?: string;
  /** Where a client finds what is not among the options, while somebody types. */
  readonly dataset?: Dataset;
  /** What was wrong with the answer just given; empty when nothing was. */
  readonly error: string;
  /** The most characters of a text, where it is not the usual. */
  readonly maxLength?: number;
}
