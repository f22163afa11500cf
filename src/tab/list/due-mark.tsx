import type { ListedRecord } from "../api/wire";
import { sayDistance, sayExactly } from "../shared/moments";
import { useTab } from "../shared/tab-context";

/** What is due of a case, and when; that it is overdue is said in words, too. */
export function DueMark({
  due: { clock, at },
  now,
}: {
  readonly due: NonNullable<ListedRecord["due"]>;
  readonly now: Date;
}) {
  const { say, language } = useTab();
  const isOver = Date.parse(at) <= now.getTime();
  return (
    <span className="due">
      {isOver ? (
        <span className="bad">
          <span aria-hidden="true">! </span>
          {say("tab.due.overdue")}
        </span>
      ) : null}
      <time className={isOver ? "due-since" : ""} dateTime={at} title={sayExactly(at, language)}>
        {sayDistance(at, now, language) ?? say(isOver ? "tab.just_now" : "tab.any_moment")}
      </time>
      <span className="due-what">{say(`tab.clock.${clock}`)}</span>
    </span>
  );
}
