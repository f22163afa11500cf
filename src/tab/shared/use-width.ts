import { type RefObject, useLayoutEffect, useRef, useState } from "react";

/** How wide something is drawn on the page, in pixels; `usual` until that is known. */
export function useWidth<Drawn extends Element>(
  usual: number,
): { readonly width: number; readonly ref: RefObject<Drawn | null> } {
  const ref = useRef<Drawn>(null);
  const [width, setWidth] = useState(usual);
  useLayoutEffect(() => {
    const drawn = ref.current;
    if (drawn === null) return;
    const take = (): void => {
      // Nothing is this narrow; what is not shown has no width at all.
      setWidth(drawn.clientWidth < 100 ? usual : drawn.clientWidth);
    };
    take();
    const observer = new ResizeObserver(take);
    observer.observe(drawn);
    return () => {
      observer.disconnect();
    };
  }, [usual]);
  return { width, ref };
}
