import type { SaidTime } from "./clock";
import type { Span } from "./reading";

/** A start as said: a clock time, or a while ago. */
export type SaidStart = Span & ({ readonly said: SaidTime } | { readonly minutes: number });
