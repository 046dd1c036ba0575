type Given = { class?: string; text?: string; label?: string };

/** An element with text that is never read as HTML. */
export function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  given: Given = {},
  ...inside: Node[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  if (given.class !== undefined) element.className = given.class;
  if (given.text !== undefined) element.textContent = given.text;
  if (given.label !== undefined) element.setAttribute("aria-label", given.label);
  element.append(...inside);
  return element;
}

export function makeButton(text: string, onPress: () => void): HTMLButtonElement {
  const button = make("button", { text });
  button.type = "button";
  button.addEventListener("click", onPress);
  return button;
}

/** A link that opens elsewhere and tells nothing of where it was. */
export function makeLink(text: string, href: string): HTMLAnchorElement {
  const link = make("a", { text });
  link.href = href;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  return link;
}
