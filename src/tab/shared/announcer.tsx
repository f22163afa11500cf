import { type ReactNode, useCallback, useState } from "react";

/** What says something to those who cannot see it change, and the region it is said in. */
export interface Announcer {
  readonly announce: (text: string) => void;
  readonly region: ReactNode;
}

/** A sentence is read aloud also where it is the same as the one before. */
export function useAnnouncer(): Announcer {
  const [said, setSaid] = useState({ text: "", count: 0 });
  const announce = useCallback((text: string) => {
    setSaid(({ count }) => ({ text, count: count + 1 }));
  }, []);
  const region = (
    <div className="unseen" role="status" aria-live="polite">
      <span key={said.count}>{said.text}</span>
    </div>
  );
  return { announce, region };
}
