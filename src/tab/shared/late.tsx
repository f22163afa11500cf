import { Spinner } from "@fluentui/react-components";
import { Component, type ReactNode, Suspense } from "react";
import { useTab } from "./tab-context";
import { Trouble } from "./trouble";

/**
 * A part that is loaded when it is needed. Where it cannot be had, as after a new release, the page is loaded anew;
 * `isWhole` where the part is all there is to see.
 */
export function Late({
  children,
  isWhole = false,
}: {
  readonly children: ReactNode;
  readonly isWhole?: boolean;
}) {
  const { say } = useTab();
  const missing = isWhole ? (
    <main className="page">
      <Missing />
    </main>
  ) : (
    <Missing />
  );
  return (
    <Boundary failed={missing}>
      <Suspense fallback={<Spinner className="late" label={say("tab.loading")} />}>{children}</Suspense>
    </Boundary>
  );
}

function Missing() {
  return (
    <Trouble
      failure={{ kind: navigator.onLine ? "broken" : "offline" }}
      retry={() => {
        window.location.reload();
      }}
    />
  );
}

interface BoundaryOptions {
  readonly failed: ReactNode;
  readonly children: ReactNode;
}

/** React catches errors of rendering in classes alone. */
class Boundary extends Component<BoundaryOptions, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    return this.state.hasFailed ? this.props.failed : this.props.children;
  }
}
