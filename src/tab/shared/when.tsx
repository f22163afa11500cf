import { sayExactly, sayMoment } from "./moments";
import { useTab } from "./tab-context";
import { useNow } from "./use-now";

/** A moment in the reader's zone; exactly when, with the zone, on pointing at it. */
export function When({ at }: { readonly at: string }) {
  const { language } = useTab();
  const now = useNow();
  return (
    <time dateTime={at} title={sayExactly(at, language)}>
      {sayMoment(at, now, language)}
    </time>
  );
}
