import { burst } from "./burst";
import { clock } from "./clock";
import { connector } from "./connector";
import { databaseGone } from "./database-gone";
import { fullDisk } from "./full-disk";
import { garbage } from "./garbage";
import { kill } from "./kill";
import type { FaultProgram } from "./program";
import { repeats } from "./repeats";
import { soak } from "./soak";
import { strangers } from "./strangers";
import { worker } from "./worker";

/** Every program, in the order in which they are run. */
export const programs: readonly FaultProgram[] = [
  ...[kill, repeats, burst, connector, garbage, strangers],
  ...[databaseGone, fullDisk, clock, worker, soak],
];
