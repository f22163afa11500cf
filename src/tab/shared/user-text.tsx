import { plainLine, plainText } from "../../plain-text";

/** What a person typed, on one line: nothing invisible, and its direction stays its own. */
export function UserLine({ text }: { readonly text: string }) {
  return <bdi>{plainLine(text)}</bdi>;
}

/** The same with its line breaks. */
export function UserLines({ text }: { readonly text: string }) {
  return <bdi className="lines">{plainText(text)}</bdi>;
}
