import { type RefObject, useLayoutEffect, useRef, useState } from "react";

/** A list that may be folded, and what unfolds it. */
export interface Unfolding<List extends HTMLElement> {
  readonly isWhole: boolean;
  readonly unfold: () => void;
  /** Of the element whose children are the entries. */
  readonly list: RefObject<List | null>;
}

/** A list of which only the first entries are shown; whoever unfolds it by keyboard goes on at the next one. */
export function useUnfold<List extends HTMLElement>(shownAtFirst: number): Unfolding<List> {
  const [isWhole, setWhole] = useState(false);
  const list = useRef<List>(null);
  useLayoutEffect(() => {
    if (!isWhole) return;
    const next = list.current?.children[shownAtFirst];
    const control = next?.matches("button") === true ? next : next?.querySelector("a, button");
    if (control instanceof HTMLElement) control.focus();
  }, [isWhole, shownAtFirst]);
  return {
    isWhole,
    unfold() {
      setWhole(true);
    },
    list,
  };
}
