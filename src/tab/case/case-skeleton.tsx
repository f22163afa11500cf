import { Skeleton, SkeletonItem } from "@fluentui/react-components";
import { useTab } from "../shared/tab-context";

/** Stands for a case that is on its way; it shows itself only where that takes a while. */
export function CaseSkeleton() {
  const { say } = useTab();
  return (
    <Skeleton className="case-skeleton late" aria-label={say("tab.loading")}>
      <SkeletonItem size={16} style={{ width: "30%" }} />
      <SkeletonItem size={28} style={{ width: "70%" }} />
      <SkeletonItem size={16} style={{ width: "50%" }} />
      <SkeletonItem size={96} />
      <SkeletonItem size={128} />
    </Skeleton>
  );
}
