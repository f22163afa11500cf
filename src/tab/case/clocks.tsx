import type { CasePage } from "../api/wire";
import { useTab } from "../shared/tab-context";
import { Words } from "../shared/words";

const signs = { running: "◷", paused: "‖", overdue: "!", kept: "✓", missed: "✕", ended: "✓" } as const;

/** What is due, and what is overdue; what has ended stands in the history. */
export function Clocks({ clocks }: { readonly clocks: CasePage["clocks"] }) {
  const { say } = useTab();
  const running = clocks.filter(({ text }) => text !== "");
  if (running.length === 0) return null;
  return (
    <ul className="clocks" aria-label={say("tab.case.clocks")}>
      {running.map(({ clock, since, state, text }) => (
        <li key={`${clock} ${since}`} className={`clock clock-${state}`}>
          <span aria-hidden="true">{signs[state]}</span>
          <span>
            <Words text={text} />
          </span>
        </li>
      ))}
    </ul>
  );
}
