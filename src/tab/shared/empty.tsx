import type { ReactNode } from "react";

/** Nothing is here, why, and what one may do. */
export function Empty({
  title,
  text,
  children,
}: {
  readonly title: string;
  readonly text: string;
  readonly children?: ReactNode;
}) {
  return (
    <div className="empty">
      <svg width="56" height="56" viewBox="0 0 56 56" aria-hidden="true" className="empty-picture">
        <rect x="9" y="13" width="38" height="32" rx="5" fill="none" stroke="currentColor" strokeWidth="2" />
        <path
          d="M9 31h10l3 5h12l3-5h10"
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          strokeLinejoin="round"
        />
      </svg>
      <h2>{title}</h2>
      <p>{text}</p>
      {children}
    </div>
  );
}
