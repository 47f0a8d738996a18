import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Glyph } from "./glyph";
import type { Page, Tool } from "./page";
import { showBeside } from "./popover";
import { Prose } from "./prose";
import { chosenTheme, setTheme, type Theme } from "./theme";
import "./dialog.css";
import "./menu.css";

/** The text about the app, while it is open. */
export const aboutText = signal<string | null>(null);

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
  useOpened(menu, anchor, close);
  const act = (action: () => void) => () => {
    close();
    anchor.focus();
    action();
  };
  const leave = act(() => {});
  return (
    <div
      ref={menu}
      popover="manual"
      role="menu"
      class="menu"
      aria-label="Menu"
      data-testid="stMainMenuPopover"
      onKeyDown={(event) => move(event, leave)}
      tabIndex={-1}
    >
      {page.toolbar.value === "minimal" ? null : <UsersItems page={page} act={act} />}
      <AuthorsItems page={page} act={act} />
      {page.developer.value ? <DevelopersItems page={page} act={act} /> : null}
      <hr />
      <Themes />
    </div>
  );
}

/** Shows the menu beside its button, with the focus in it, until the pointer goes elsewhere. */
function useOpened(menu: { current: HTMLElement | null }, anchor: HTMLElement, close: () => void) {
  const latest = useRef(close);
  latest.current = close;
  useEffect(() => {
    const popup = menu.current;
    if (!popup) return;
    const end = showBeside(popup, anchor, { align: "end" });
    items(popup)[0]?.focus();
    const outside = (event: Event) => {
      const target = event.target as globalThis.Node;
      if (!popup.contains(target) && !anchor.contains(target)) latest.current();
    };
    document.addEventListener("pointerdown", outside);
    return () => {
      end();
      document.removeEventListener("pointerdown", outside);
    };
  }, [menu, anchor]);
}

function Themes() {
  return (
    <div role="group" aria-label="Theme">
      {THEMES.map(([value, label]) => (
        <button
          key={value}
          type="button"
          role="menuitemradio"
          aria-checked={chosenTheme() === value}
          tabIndex={-1}
          onClick={() => setTheme(value)}
        >
          <span>{label}</span>
          {chosenTheme() === value ? <Glyph name="check" /> : null}
        </button>
      ))}
    </div>
  );
}

interface ItemsProps {
  page: Page;
  act: (action: () => void) => () => void;
}

function UsersItems({ page, act }: ItemsProps) {
  const keys = act(() => {
    page.tool.value = "keys";
  });
  return (
    <>
      {page.toolbar.value === "viewer" ? null : (
        <button type="button" role="menuitem" tabIndex={-1} onClick={act(() => page.rerun())}>
          <span>Rerun</span>
          <kbd>r</kbd>
        </button>
      )}
      <button type="button" role="menuitem" tabIndex={-1} onClick={act(() => print())}>
        <span>Print</span>
      </button>
      <button type="button" role="menuitem" tabIndex={-1} onClick={keys}>
        <span>Keyboard shortcuts</span>
        <kbd>?</kbd>
      </button>
    </>
  );
}

function DevelopersItems({ page, act }: ItemsProps) {
  const open = (tool: Tool) =>
    act(() => {
      page.tool.value = tool;
    });
  return (
    <>
      <hr />
      <button type="button" role="menuitem" tabIndex={-1} onClick={open("cache")}>
        <span>Cache</span>
      </button>
      <button type="button" role="menuitem" tabIndex={-1} onClick={open("clear")}>
        <span>Clear cache</span>
        <kbd>c</kbd>
      </button>
    </>
  );
}

/** What the script added: links, and a text about the app. */
function AuthorsItems({ page, act }: ItemsProps) {
  const menu = page.store.facts.value["menu"] as
    | Readonly<Record<string, string | null>>
    | undefined;
  const { "Get help": help, "Report a bug": bug, About: about } = menu ?? {};
  const links = [
    ["Get help", help],
    ["Report a bug", bug],
  ] as const;
  return (
    <>
      {links.map(([name, address]) =>
        address ? (
          <a
            key={name}
            role="menuitem"
            tabIndex={-1}
            href={address}
            target="_blank"
            rel="noopener noreferrer"
          >
            {name}
          </a>
        ) : null,
      )}
      {about ? (
        <button
          type="button"
          role="menuitem"
          tabIndex={-1}
          onClick={act(() => {
            aboutText.value = about;
          })}
        >
          <span>About</span>
        </button>
      ) : null}
    </>
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

/** A dialog with the text about the app. */
export function About() {
  const dialog = useRef<HTMLDialogElement>(null);
  const text = aboutText.value;
  useEffect(() => {
    if (text !== null) dialog.current?.showModal();
  }, [text]);
  if (text === null) return null;
  const close = () => {
    aboutText.value = null;
  };
  return (
    <dialog
      ref={dialog}
      class="dialog about"
      aria-label="About"
      data-testid="stDialog"
      onClose={close}
    >
      <button type="button" class="quiet" aria-label="Close" onClick={close}>
        <Glyph name="close" />
      </button>
      <Prose body={text} anchors={false} />
    </dialog>
  );
}
