/**
 * Makes a place show `html` by changing what differs and leaving the rest: text that grows keeps
 * its selection, and what was drawn into a formula or a piece of code stays as long as that does.
 */
export function morph(place: Element, html: string): void {
  const wanted = document.createElement("template");
  wanted.innerHTML = html;
  children(place, wanted.content);
}

function children(place: Node, wanted: Node): void {
  let at = place.firstChild;
  for (const next of [...wanted.childNodes]) {
    const former = at;
    at = at?.nextSibling ?? null;
    if (!former) place.appendChild(next);
    else if (!become(former, next)) place.replaceChild(next, former);
  }
  while (at) {
    const rest = at;
    at = at.nextSibling;
    place.removeChild(rest);
  }
}

/** Turns a node into another of its kind; false if it is of another. */
function become(former: Node, next: Node): boolean {
  if (former.nodeName !== next.nodeName) return false;
  if (former instanceof Text && next instanceof Text) write(former, next.data);
  else if (former instanceof HTMLElement && next instanceof HTMLElement) {
    if (isDrawn(former, next)) return true;
    attributes(former, next);
    children(former, next);
  } else if (!former.isEqualNode(next)) return false;
  return true;
}

function write(text: Text, data: string): void {
  if (data === text.data) return;
  if (data.startsWith(text.data)) text.appendData(data.slice(text.data.length));
  else text.data = data;
}

function isDrawn(former: HTMLElement, next: HTMLElement): boolean {
  const { tex, language } = next.dataset;
  if (tex !== undefined) return former.dataset["drawn"] === tex;
  if (language === undefined || former.dataset["language"] !== language) return false;
  return former.textContent === next.textContent;
}

function attributes(former: HTMLElement, next: HTMLElement): void {
  for (const { name } of [...former.attributes]) {
    if (!next.hasAttribute(name)) former.removeAttribute(name);
  }
  for (const { name, value } of [...next.attributes]) {
    if (former.getAttribute(name) !== value) former.setAttribute(name, value);
  }
}
