/** Runs `look` as often as it is asked for, once at a time; what is asked for meanwhile comes once more after it. */
export function createLooks(look: () => Promise<void>) {
  let looking: Promise<void> | undefined;
  let isLooking = false;
  let again = false;

  async function lookAgain(): Promise<void> {
    while (again) {
      again = false;
      await look();
    }
    // In the same tick as the last look at `again`: a call between the two would be lost.
    isLooking = false;
  }

  return {
    ask(): void {
      again = true;
      if (isLooking) return;
      isLooking = true;
      looking = lookAgain();
    },
    /** When the looks under way have ended. */
    ended: () => looking,
  };
}
