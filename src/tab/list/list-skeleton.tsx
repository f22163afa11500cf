import { Skeleton, SkeletonItem } from "@fluentui/react-components";
import { useTab } from "../shared/tab-context";

/** Stands for the rows that are on their way; it shows itself only where that takes a while. */
export function ListSkeleton() {
  const { say } = useTab();
  return (
    <Skeleton className="list-skeleton late" aria-label={say("tab.loading")}>
      {[72, 58, 80, 64, 70, 52].map((width) => (
        <div key={width} className="skeleton-row">
          <SkeletonItem size={24} style={{ width: 44 }} />
          <div>
            <SkeletonItem size={16} style={{ width: `${width}%` }} />
            <SkeletonItem size={12} style={{ width: `${width / 2}%` }} />
          </div>
        </div>
      ))}
    </Skeleton>
  );
}
