// Elements without markup in texts: whatever a device or a customer is called stays text.

export const byId = id => document.getElementById(id);

/** An element; text and children as given. */
export function make(tag, attributes = {}, ...content) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'on') for (const [event, act] of Object.entries(value)) element.addEventListener(event, act);
    else if (value !== undefined && value !== null && value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  for (const part of content.flat()) if (part || part === 0) element.append(part);
  return element;
}

const drawn = new WeakMap();

/** Shows items as the children of a list; an item that is the same is left alone, and the focus stays where it was. */
export function fill(list, items, draw) {
  const known = drawn.get(list) ?? [];
  const focused = list.contains(document.activeElement) ? document.activeElement.id : '';
  const now = items.map(item => JSON.stringify(item));
  now.forEach((text, index) => {
    if (known[index] === text && list.children[index]) return;
    const element = draw(items[index], index);
    if (list.children[index]) list.children[index].replaceWith(element);
    else list.append(element);
  });
  while (list.children.length > items.length) list.lastElementChild.remove();
  drawn.set(list, now);
  if (focused && document.activeElement?.id !== focused) byId(focused)?.focus();
}

/** Text only when it changed: a screen reader must not say it again. An element marked as optional is there only with a text. */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
  if ('optional' in element.dataset) element.hidden = !text;
}
