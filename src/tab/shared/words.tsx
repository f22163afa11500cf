import { Fragment } from "react";

/** The number of a case or a rule, or a date, which a browser would break at its hyphens. */
const whole = /(\bPS-\d{6,9}\b|\b[A-Z]-\d\d\b|\b\d{4}-\d\d-\d\d\b)/;

/** A sentence in which numbers of cases and dates stay on one line. The characters are as they were, for copying. */
export function Words({ text }: { readonly text: string }) {
  return text.split(whole).map((part, at) =>
    at % 2 === 0 ? (
      <Fragment key={at}>{part}</Fragment>
    ) : (
      <span key={at} className="whole">
        {part}
      </span>
    ),
  );
}
