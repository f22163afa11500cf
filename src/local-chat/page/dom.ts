interface Made {
  readonly class?: string;
  readonly text?: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** Makes an element; text is always text, never markup. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  { class: name, text, attributes = {} }: Made = {},
  ...children: readonly Node[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  if (name !== undefined) {
    element.className = name;
  }
  if (text !== undefined) {
    element.textContent = text;
  }
  Object.entries(attributes).forEach(([attribute, value]) => {
    element.setAttribute(attribute, value);
  });
  element.append(...children);
  return element;
}

/** Sets a text where it is another: one that is set anew is read aloud anew. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Finds an element the page's HTML promises to have. */
export function find<Kind extends Element>(root: ParentNode, selector: string, kind: new () => Kind): Kind {
  const element = root.querySelector(selector);
  if (!(element instanceof kind)) {
    throw new Error(`The page has no ${selector}`);
  }
  return element;
}

/** Copies an icon out of the page's HTML. */
export function copyIcon(name: string): Node {
  return find(document, `#icon-${name}`, HTMLTemplateElement).content.cloneNode(true);
}
