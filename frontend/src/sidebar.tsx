import { computed, signal, useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { VerticalBlock } from "./element";
import { Glyph } from "./glyph";
import { LogoView } from "./logo";
import { offered, SidebarNav } from "./navigation";
import type { Page } from "./page";
import { SIDEBAR } from "./store";

const WIDTH = "mini-sidebar-width";
const OPEN = "mini-sidebar-open";
const USUAL = 288;
const NARROWEST = 200;
const WIDEST = 600;
const STEP = 16;

const narrow = matchMedia("(max-width: 767px)");
const isDrawer = signal(narrow.matches);
const chosen = signal<boolean | null>(isDrawer.peek() ? null : remembered());
const initial = signal("auto");
const wished = signal(USUAL);
const width = signal(Number(localStorage.getItem(WIDTH)) || USUAL);

narrow.addEventListener("change", () => {
  isDrawer.value = narrow.matches;
  chosen.value = null;
});

/** What the user chose, else what the script says, else open where there is room. */
export const sidebarOpen = computed(
  () =>
    chosen.value ??
    (initial.value === "collapsed" ? false : initial.value === "expanded" || !isDrawer.value),
);

/** What the user chose in this tab, before it was loaded again. */
function remembered(): boolean | null {
  const value = sessionStorage.getItem(OPEN);
  return value === null ? null : value === "true";
}

function choose(open: boolean): void {
  chosen.value = open;
  if (!isDrawer.peek()) sessionStorage.setItem(OPEN, String(open));
}

export function openSidebar(): void {
  choose(true);
  queueMicrotask(() => focusOn("stSidebarCollapseButton"));
}

function closeSidebar(): void {
  choose(false);
  queueMicrotask(() => focusOn("stExpandSidebarButton"));
}

function focusOn(testid: string): void {
  requestAnimationFrame(() => {
    const found = document.querySelector<HTMLElement>(`[data-testid=${testid}]`);
    (found?.matches("button") ? found : found?.querySelector("button"))?.focus();
  });
}

/** Whether there is anything in the sidebar. */
export function hasSidebar(page: Page): boolean {
  const { length } = page.store.node(SIDEBAR).children.value;
  return length > 0 || offered(page, "sidebar").length > 0;
}

/** A drawer closes when the user has gone to another page. */
function useLeaving(page: Page): void {
  useSignalEffect(() => {
    const { value: going } = page.going;
    if (going && isDrawer.peek() && sidebarOpen.peek()) chosen.value = false;
  });
}

export function Sidebar({ page }: { page: Page }) {
  const node = page.store.node(SIDEBAR);
  const wish = page.store.facts.value["sidebar"];
  useEffect(() => {
    initial.value = typeof wish === "string" ? wish : "auto";
    wished.value = typeof wish === "number" ? wish : USUAL;
    if (!localStorage.getItem(WIDTH)) width.value = wished.peek();
  }, [wish]);
  useLeaving(page);
  if (!hasSidebar(page)) return null;
  const open = sidebarOpen.value;
  const drawer = isDrawer.value;
  return (
    <>
      {drawer && open ? <div class="backdrop" aria-hidden="true" onClick={closeSidebar} /> : null}
      <section
        class={`stSidebar${open ? "" : " closed"}`}
        data-testid="stSidebar"
        aria-label="Sidebar"
        data-open={open}
        inert={!open}
        style={{ "--sidebar": `${width.value}px` }}
        onKeyDown={(event) => {
          if (drawer && event.key === "Escape" && !event.defaultPrevented) closeSidebar();
        }}
      >
        <div class="stSidebarContent" data-testid="stSidebarContent">
          <div class="stSidebarHeader" data-testid="stSidebarHeader">
            <LogoView page={page} />
            <div data-testid="stSidebarCollapseButton">
              <button
                type="button"
                class="quiet"
                aria-label="Close the sidebar"
                onClick={closeSidebar}
              >
                <Glyph name={drawer ? "close" : "sidebar"} />
              </button>
            </div>
          </div>
          <SidebarNav page={page} />
          <div data-testid="stSidebarUserContent">
            <VerticalBlock node={node} />
          </div>
        </div>
        {drawer ? null : <Resizer />}
      </section>
    </>
  );
}

function Resizer() {
  const from = useRef<{ x: number; width: number } | null>(null);
  return (
    <div
      class="resizer"
      role="separator"
      aria-orientation="vertical"
      aria-label="Width of the sidebar"
      aria-valuenow={width.value}
      aria-valuemin={NARROWEST}
      aria-valuemax={WIDEST}
      tabIndex={0}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = { x: event.clientX, width: width.peek() };
      }}
      onPointerMove={(event) => {
        if (from.current) resize(from.current.width + forward(event.clientX - from.current.x));
      }}
      onPointerUp={() => {
        from.current = null;
      }}
      onDblClick={reset}
      onKeyDown={(event) => {
        if (event.key === "ArrowRight") resize(width.peek() + forward(STEP));
        if (event.key === "ArrowLeft") resize(width.peek() - forward(STEP));
      }}
    />
  );
}

function forward(pixels: number): number {
  return getComputedStyle(document.documentElement).direction === "rtl" ? -pixels : pixels;
}

/** As wide as the script wants it, whatever the user has chosen before. */
function reset(): void {
  resize(wished.peek());
  localStorage.removeItem(WIDTH);
}

function resize(pixels: number): void {
  width.value = Math.round(Math.min(WIDEST, Math.max(NARROWEST, pixels)));
  localStorage.setItem(WIDTH, String(width.value));
}
