import { type FocusEvent, type RefObject, useEffect, useRef } from "react";

/** What a part of the page takes so that focus does not fall out of it. */
export interface KeptFocus {
  readonly ref: RefObject<HTMLElement | null>;
  readonly tabIndex: -1;
  readonly onFocus: () => void;
  readonly onBlur: (event: FocusEvent) => void;
}

/** Whoever was at a control that has gone goes on at the part it stood in, not at the top of the page. */
export function useKeptFocus(): KeptFocus {
  const ref = useRef<HTMLElement>(null);
  const isInside = useRef(false);
  useEffect(() => {
    const part = ref.current;
    if (part === null) return;
    const observer = new MutationObserver(() => {
      if (isInside.current && document.activeElement === document.body) part.focus({ preventScroll: true });
    });
    observer.observe(part, { childList: true, subtree: true });
    return () => {
      observer.disconnect();
    };
  }, []);
  return {
    ref,
    tabIndex: -1,
    onFocus() {
      isInside.current = true;
    },
    onBlur({ relatedTarget, target }) {
      // Whoever points beside a control has left it; one that is taken away was left by nobody.
      if (relatedTarget !== null || target.isConnected) isInside.current = false;
    },
  };
}
