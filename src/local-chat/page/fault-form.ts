import { find, make } from "./dom.js";
import type { Texts } from "./texts.js";
import type { FaultExtent, FaultName } from "./wire.js";

const faultNames: readonly FaultName[] = [
  ...(["none", "throttled", "throttledFor", "badGateway", "preconditionFailed"] as const),
  ...(["blocked", "hang", "drop", "slow"] as const),
];
const extents: readonly FaultExtent[] = ["next", "nextFive", "some"];

/** Where a person chooses what is to go wrong, and with how many calls. */
export function createFaultForm(root: HTMLElement, onWish: (fault: FaultName, extent: FaultExtent) => void) {
  const fault = find(root, "[name=fault]", HTMLSelectElement);
  const extent = find(root, "[name=extent]", HTMLSelectElement);
  find(root, "form", HTMLFormElement).addEventListener("submit", (event) => {
    event.preventDefault();
    const wanted = faultNames.find((name) => name === fault.value) ?? "none";
    const calls = extents.find((name) => name === extent.value) ?? "next";
    onWish(wanted, calls);
  });

  return {
    focus: () => {
      fault.focus();
    },
    update({ faults, extents: ofExtents }: Texts): void {
      fillSelect(fault, faultNames, faults);
      fillSelect(extent, extents, ofExtents);
    },
  };
}

function fillSelect<Name extends string>(
  select: HTMLSelectElement,
  names: readonly Name[],
  titles: Readonly<Record<Name, string>>,
): void {
  const { value } = select;
  select.replaceChildren(
    ...names.map((name) => make("option", { text: titles[name], attributes: { value: name } })),
  );
  select.value = value === "" ? (names[0] ?? "") : value;
}
