import { takeEraseRequests } from "../../src/storage/erase-requests";

/** Takes what was left and hangs over it, until it is killed. */
void takeEraseRequests(
  process.argv[3] ?? "",
  () => new Date(),
  () => {
    process.stdout.write("taken\n");
    return new Promise(() => setTimeout(() => undefined, 60_000));
  },
);
