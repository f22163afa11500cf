import type { Frame, Locator, Page } from "playwright-core";
import { waitUntil } from "../support/wait-until";

/** Waits until what has the focus is as wanted, read by a property of it; a page moves the focus after it has drawn. */
export async function seeFocus(
  page: Frame | Page,
  property: "className" | "id" | "name" | "tagName" | "textContent" | "ariaLabel" | "role" | "dataset.testid",
  wanted: string,
): Promise<void> {
  await waitUntil(
    () => page.evaluate<unknown>(`document.activeElement?.${property}`),
    (seen) => seen === wanted,
  );
}

/** Waits until it has the focus. */
export async function seeFocused(one: Locator): Promise<void> {
  await waitUntil(
    () => one.evaluate((element) => element === document.activeElement),
    (isFocused) => isFocused,
  );
}
