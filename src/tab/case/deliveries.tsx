import type { CasePage } from "../api/wire";
import { useTab } from "../shared/tab-context";
import { UserLine } from "../shared/user-text";
import { When } from "../shared/when";
import { Part } from "./part";

type Delivery = CasePage["deliveries"][number];

const signs = { pending: "…", sending: "…", sent: "✓", failed: "✕", unknown: "?" } as const;

/** What was and is to be sent about the case, and whether it arrived. Folded, unless something did not. */
export function Deliveries({ deliveries }: { readonly deliveries: readonly Delivery[] }) {
  const { say } = useTab();
  if (deliveries.length === 0) return null;
  const isTroubled = deliveries.some(({ state }) => state === "failed" || state === "unknown");
  return (
    <Part title={say("tab.case.deliveries")}>
      <details open={isTroubled}>
        <summary>{say("tab.delivery.count", { number: deliveries.length })}</summary>
        <ul className="rows">
          {deliveries.map((delivery) => (
            <DeliveryRow key={delivery.key} delivery={delivery} />
          ))}
        </ul>
      </details>
    </Part>
  );
}

function DeliveryRow({
  delivery: { kind, state, place, createdAt, sentAt, attempts },
}: {
  readonly delivery: Delivery;
}) {
  const { say } = useTab();
  const isBad = state === "failed" || state === "unknown";
  return (
    <li className="row">
      <div>
        {say(`tab.delivery.kind.${kind}`)}
        <span className="source">
          <span className={isBad ? "bad" : ""}>
            <span aria-hidden="true">{signs[state]} </span>
            {say(`tab.delivery.state.${state}`)}
          </span>
          {place === null ? null : (
            <span>
              {place.name === "" ? say(`tab.delivery.place.${place.kind}`) : <UserLine text={place.name} />}
            </span>
          )}
          <When at={sentAt ?? createdAt} />
          {attempts > 1 ? <span>{say("tab.delivery.attempts", { number: attempts })}</span> : null}
        </span>
      </div>
    </li>
  );
}
