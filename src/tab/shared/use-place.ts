import { useCallback, useEffect, useState } from "react";
import { type Place, readPlace, writePlace } from "../address";

/** Where one is, and the way elsewhere. */
export interface Navigation {
  readonly place: Place;
  /** Goes somewhere; `replace` leaves no step to go back to. */
  readonly go: (change: Partial<Place>, replace?: boolean) => void;
}

/** Where one is, by the address; the browser's back and forward work as everywhere. */
export function usePlace(): Navigation {
  const [place, setPlace] = useState(() => readPlace(window.location.search));
  useEffect(() => {
    const moved = (): void => {
      setPlace(readPlace(window.location.search));
    };
    window.addEventListener("popstate", moved);
    return () => {
      window.removeEventListener("popstate", moved);
    };
  }, []);
  const go = useCallback((change: Partial<Place>, replace = false) => {
    const next = { ...readPlace(window.location.search), ...change };
    const address = `${window.location.pathname}${writePlace(next)}`;
    if (replace) window.history.replaceState(null, "", address);
    else window.history.pushState(null, "", address);
    setPlace(next);
  }, []);
  return { place, go };
}
