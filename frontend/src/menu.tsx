import { useEffect, useRef } from "preact/hooks";
import { Glyph } from "./glyph";
import type { Page } from "./page";
import { showBeside } from "./popover";
import { setTheme, type Theme, theme } from "./theme";

interface Props {
  page: Page;
  anchor: HTMLElement;
  close: () => void;
}

const THEMES: readonly [Theme, string][] = [
  ["system", "System"],
  ["light", "Light"],
  ["dark", "Dark"],
];

export function Menu({ page, anchor, close }: Props) {
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const popup = menu.current;
    if (!popup) return;
    const end = showBeside(popup, anchor, { align: "end" });
    items(popup)[0]?.focus();
    const outside = (event: Event) => {
      const target = event.target as globalThis.Node;
      if (!popup.contains(target) && !anchor.contains(target)) close();
    };
    document.addEventListener("pointerdown", outside);
    return () => {
      end();
      document.removeEventListener("pointerdown", outside);
    };
  }, [anchor, close]);
  const act = (action: () => void) => () => {
    close();
    anchor.focus();
    action();
  };
  return (
    <div
      ref={menu}
      popover="manual"
      role="menu"
      class="menu"
      aria-label="Menu"
      data-testid="stMainMenuPopover"
      onKeyDown={(event) =>
        move(
          event,
          act(() => {}),
        )
      }
      tabIndex={-1}
    >
      <button type="button" role="menuitem" tabIndex={-1} onClick={act(() => page.rerun())}>
        <span>Rerun</span>
        <kbd>r</kbd>
      </button>
      <button type="button" role="menuitem" tabIndex={-1} onClick={act(() => print())}>
        <span>Print</span>
      </button>
      <hr />
      <div role="group" aria-label="Theme">
        {THEMES.map(([value, label]) => (
          <button
            key={value}
            type="button"
            role="menuitemradio"
            aria-checked={theme.value === value}
            tabIndex={-1}
            onClick={() => setTheme(value)}
          >
            <span>{label}</span>
            {theme.value === value ? <Glyph name="check" /> : null}
          </button>
        ))}
      </div>
    </div>
  );
}

function items(menu: HTMLElement): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>("[role^=menuitem]")];
}

const STEPS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

function move(event: KeyboardEvent, close: () => void): void {
  if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    close();
    return;
  }
  const step = STEPS[event.key];
  if (!step) return;
  event.preventDefault();
  const all = items(event.currentTarget as HTMLElement);
  all[step(all.indexOf(document.activeElement as HTMLElement), all.length)]?.focus();
}
