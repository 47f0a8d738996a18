import { useRef, useState } from "preact/hooks";
import { embedding } from "./embedding";
import { Glyph } from "./glyph";
import { LogoView } from "./logo";
import { TopNav } from "./navigation";
import type { Page } from "./page";
import { hasSidebar, openSidebar, sidebarOpen } from "./sidebar";

/** The line above the page: what the script and the connection do, and the menu. */
export function Header({ page }: { page: Page }) {
  const bare = isBare(page);
  return (
    <header class={bare ? "stAppHeader bare" : "stAppHeader"} data-testid="stHeader">
      {hasSidebar(page) && !sidebarOpen.value ? (
        <button
          type="button"
          class="quiet"
          aria-label="Open the sidebar"
          aria-expanded="false"
          data-testid="stExpandSidebarButton"
          onClick={openSidebar}
        >
          <Glyph name="sidebar" />
        </button>
      ) : null}
      {bare || (hasSidebar(page) && sidebarOpen.value) ? null : <LogoView page={page} above />}
      <TopNav page={page} />
      <span class="space" />
      <ConnectionBadge page={page} />
      <StatusWidget page={page} />
      {bare || !hasMenu(page) ? null : <MainMenu page={page} />}
    </header>
  );
}

/** Without its line, what the user cannot do without stays. */
function isBare(page: Page): boolean {
  return page.store.facts.value["bare"] === true || (embedding.on && !embedding.shows("toolbar"));
}

function hasMenu(page: Page): boolean {
  const { menu } = page.store.facts.value;
  const own = Object.values((menu ?? {}) as Record<string, string | null>).some(Boolean);
  return own || page.toolbar.value !== "minimal";
}

function StatusWidget({ page }: { page: Page }) {
  const name = page.busy.value ? "stStatusWidget busy" : "stStatusWidget";
  return (
    <div class={name} data-testid="stStatusWidget">
      <button type="button" class="quiet stop" onClick={() => page.stop()}>
        <span class="pulse" aria-hidden="true" />
        Stop
      </button>
    </div>
  );
}

/** Shows itself late (see page.css): a short loss is nobody's business. */
export function ConnectionBadge({ page }: { page: Page }) {
  const back = page.noRoom.value ? "Waiting for room…" : "Connection lost. Reconnecting…";
  const text = page.started.value ? back : "Connecting…";
  return (
    <div role="status" class="connection">
      {page.connection.value === "CONNECTED" ? null : (
        <span class="badge" title={page.noRoom.value || undefined}>
          {text}
        </span>
      )}
    </div>
  );
}

/** Its parts come when someone is about to open it. */
function MainMenu({ page }: { page: Page }) {
  const [open, setOpen] = useState(false);
  const [menu, setMenu] = useState<typeof import("./menu") | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => setOpen(false);
  const load = () => import("./menu").then(setMenu);
  return (
    <div class="stMainMenu" data-testid="stMainMenu">
      <button
        ref={button}
        type="button"
        class="quiet"
        aria-label="Menu"
        aria-haspopup="menu"
        aria-expanded={open}
        onPointerEnter={load}
        onFocus={load}
        onClick={() => {
          setOpen(!open);
          load();
        }}
      >
        <Glyph name="dots" />
      </button>
      {menu ? <menu.About /> : null}
      {menu && open && button.current ? (
        <menu.Menu page={page} anchor={button.current} close={close} />
      ) : null}
    </div>
  );
}
