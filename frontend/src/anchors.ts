const PATIENCE = 30_000;
const SHOWN = 1_500;
const MOVES = ["wheel", "touchmove", "keydown", "pointerdown"] as const;

/** Scrolls to the `#anchor` of the address, also if its element comes late; and copies links. */
export function followAnchors(): void {
  const name = location.hash.slice(1);
  if (name) waitFor(decoded(name));
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a.anchor");
    if (link) copy(link);
  });
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** Goes there again while what stands above still changes, until the user moves. */
function waitFor(name: string): void {
  let last: number | undefined;
  const look = () => {
    const target = document.getElementById(name);
    if (!target) return;
    const top = target.getBoundingClientRect().top + scrollY;
    if (top !== last) target.scrollIntoView();
    last = top;
  };
  const watching = new ResizeObserver(look);
  watching.observe(document.body);
  const end = () => {
    watching.disconnect();
    clearTimeout(timer);
    for (const move of MOVES) removeEventListener(move, end);
  };
  const timer = setTimeout(end, PATIENCE);
  for (const move of MOVES) addEventListener(move, end, { passive: true });
}

async function copy(link: HTMLAnchorElement): Promise<void> {
  // Without a secure connection there is no clipboard; the address bar has the link all the same.
  if (!navigator.clipboard) return;
  try {
    await navigator.clipboard.writeText(link.href);
  } catch {
    return; // the user has not allowed it
  }
  link.dataset["copied"] = "";
  setTimeout(() => delete link.dataset["copied"], SHOWN);
}
