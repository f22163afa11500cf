import { type ReactNode, useId } from "react";
import { useKeptFocus } from "../shared/use-kept-focus";

/** One part of a case's page, under its heading. */
export function Part({
  title,
  children,
  className = "",
}: {
  readonly title: string;
  readonly children: ReactNode;
  readonly className?: string;
}) {
  const id = useId();
  const kept = useKeptFocus();
  return (
    <section className={`part ${className}`} aria-labelledby={id} {...kept}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}
