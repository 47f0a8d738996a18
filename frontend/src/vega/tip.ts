const AWAY = 12;

interface Tip {
  show: (view: unknown, event: MouseEvent, item: unknown, value: unknown) => void;
  remove: () => void;
}

/** Values beside the pointer, as a chart's `tooltip` gives them. */
export function tooltip(): Tip {
  const tip = document.createElement("div");
  tip.className = "vega-tip";
  return {
    show: (_, event, __, value) => {
      if (value === null || value === undefined || value === "") return tip.remove();
      tip.replaceChildren(content(value));
      if (!tip.isConnected) document.body.append(tip);
      place(tip, event);
    },
    remove: () => tip.remove(),
  };
}

function content(value: unknown): Node {
  if (typeof value !== "object" || value === null) return document.createTextNode(String(value));
  const list = document.createElement("dl");
  for (const [name, each] of Object.entries(value)) {
    const term = document.createElement("dt");
    term.textContent = name;
    const told = document.createElement("dd");
    told.textContent = typeof each === "object" ? JSON.stringify(each) : String(each);
    list.append(term, told);
  }
  return list;
}

function place(tip: HTMLElement, { clientX, clientY }: MouseEvent): void {
  const { offsetWidth: width, offsetHeight: height } = tip;
  const left = clientX + AWAY + width > innerWidth ? clientX - AWAY - width : clientX + AWAY;
  const top = clientY + AWAY + height > innerHeight ? clientY - AWAY - height : clientY + AWAY;
  tip.style.left = `${Math.max(0, left)}px`;
  tip.style.top = `${Math.max(0, top)}px`;
}
