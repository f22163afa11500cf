import { burst } from "./burst";
import { connector } from "./connector";
import { kill } from "./kill";
import type { FaultProgram } from "./program";
import { repeats } from "./repeats";
import { strangers } from "./strangers";

/** Every program, in the order in which they are run. */
export const programs: readonly FaultProgram[] = [kill, repeats, burst, connector, strangers];
