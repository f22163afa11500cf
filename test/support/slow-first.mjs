import sequencer from "@jest/test-sequencer";

/** Folders whose files take longest: real browsers and processes, then real databases and simulated days. */
const slow = [/\/test\/(e2e|faults)\//, /\/test\/(storage|escalation)\//];

/** Jest orders by the durations of the last run, which a machine that has just cloned this does not know. */
export default class SlowFirst extends sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const at = slow.findIndex((folder) => folder.test(path));
      return at < 0 ? slow.length : at;
    };
    return [...super.sort(tests)].sort((one, other) => rank(one) - rank(other));
  }
}
