import type { Instance } from "../support/instance";

/** The local chat's panel moves the clock of an instance, on top of whatever it takes for the time. */
export async function putForward(instances: readonly Instance[], minutes: number): Promise<void> {
  for (const { origin } of instances)
    // A month at most in one step.
    for (let left = minutes; left > 0; left -= 43_200) {
      const body = JSON.stringify({ minutes: Math.min(left, 43_200) });
      const headers = { "content-type": "application/json" };
      const { status } = await fetch(`${origin}/local/panel/clock`, { method: "POST", headers, body });
      if (status !== 200) throw new Error(`the clock could not be moved: ${status}`);
    }
}
