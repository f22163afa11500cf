/** Brings the children into this order and leaves those alone that stand right: moving one would take its focus. */
export function arrange(parent: HTMLElement, wanted: readonly HTMLElement[]): void {
  const keep = new Set<Element>(wanted);
  [...parent.children]
    .filter((child) => !keep.has(child))
    .forEach((child) => {
      child.remove();
    });
  wanted.forEach((child, at) => {
    if (parent.children[at] !== child) {
      parent.insertBefore(child, parent.children[at] ?? null);
    }
  });
}
