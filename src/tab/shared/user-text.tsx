import { plainLine, plainText } from "../../plain-text";
import { Words } from "./words";

/** What a person typed, on one line: nothing invisible, and its direction stays its own. */
export function UserLine({ text }: { readonly text: string }) {
  return (
    <bdi>
      <Words text={plainLine(text)} />
    </bdi>
  );
}

/** The same with its line breaks. */
export function UserLines({ text }: { readonly text: string }) {
  return (
    <bdi className="lines">
      <Words text={plainText(text)} />
    </bdi>
  );
}
