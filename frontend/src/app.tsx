import { useComputed, useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";
import { VerticalBlock, viewOf } from "./element";
import { Glyph } from "./glyph";
import { ConnectionBadge, Header } from "./header";
import { DOT, emojiTable, symbol } from "./icon";
import { withoutMarks } from "./inline";
import { useKeys } from "./keys";
import { later } from "./later";
import { Announcement, Missing, navigationOf } from "./navigation";
import { NoRoom } from "./no-room";
import { type Page, PageProvider } from "./page";
import { Sidebar } from "./sidebar";
import { BOTTOM, EVENTS, MAIN, type Node } from "./store";
import "./tokens.css";
import "./page.css";
import "./controls.css";

export function App({ page }: { page: Page }) {
  useFacts(page);
  useBusy(page);
  useKeys(page);
  return (
    <PageProvider value={page}>
      <div
        class="stApp"
        data-testid="stApp"
        data-test-script-state={page.state}
        data-test-connection-state={page.connection}
      >
        {page.started.value ? <Frame page={page} /> : <Beginning page={page} />}
      </div>
    </PageProvider>
  );
}

/** Before anything has come. */
function Beginning({ page }: { page: Page }) {
  return page.noRoom.value ? <NoRoom page={page} /> : <ConnectionBadge page={page} />;
}

/** All that is in sight. It waits for the first elements, so that it need not move for them. */
function Frame({ page }: { page: Page }) {
  const { store } = page;
  const bottom = store.node(BOTTOM);
  const wide = useComputed(() => store.facts.value["layout"] === "wide");
  return (
    <>
      <a class="skip" href="#content">
        Skip to the content
      </a>
      <RunLine page={page} />
      <Sidebar page={page} />
      <div class="frame stAppViewContainer" data-testid="stAppViewContainer">
        <Header page={page} />
        <main
          class="stMain"
          data-testid="stMain"
          id="content"
          tabIndex={-1}
          data-moving={page.moving.value || undefined}
        >
          <Missing page={page} />
          <div
            class={`stMainBlockContainer block-container${wide.value ? " wide" : ""}`}
            data-testid="stMainBlockContainer"
          >
            <VerticalBlock node={store.node(MAIN)} />
          </div>
        </main>
        {bottom.children.value.length > 0 ? (
          <section class="stBottom" data-testid="stBottom" aria-label="Bottom">
            <div class={`bottom-block${wide.value ? " wide" : ""}`}>
              <VerticalBlock node={bottom} />
            </div>
          </section>
        ) : null}
      </div>
      <div
        class="toasts"
        data-testid="stToastContainer"
        role="region"
        aria-label="Notifications"
        aria-live="polite"
      >
        <Held page={page} />
        <Events node={store.node(EVENTS)} toasts={true} />
      </div>
      <div class="celebrations">
        <Events node={store.node(EVENTS)} toasts={false} />
      </div>
      <Announcement page={page} />
      <Tools page={page} />
    </>
  );
}

const inspector = later(() => import("./inspector"));

/** What developers open comes when they do. */
function Tools({ page }: { page: Page }) {
  const tool = page.tool.value;
  const Open = tool ? inspector()?.TOOLS[tool] : undefined;
  return Open ? <Open page={page} /> : null;
}

function RunLine({ page }: { page: Page }) {
  return <div class={page.busy.value ? "run-line busy" : "run-line"} aria-hidden="true" />;
}

const TOO_MUCH =
  "What you entered is too much to be sent at once. Nothing is sent until a part of it is gone.";

/** What the next run waits for, where that takes long. */
function Held({ page }: { page: Page }) {
  const held = page.tooMuch.value ? TOO_MUCH : page.store.facts.value["held"];
  if (typeof held !== "string") return null;
  return (
    <div class="held" data-testid="stHeld">
      <Glyph name="info" />
      <p>{held}</p>
    </div>
  );
}

const MOST_EVENTS = 20;

/** What happens once outlives the run that showed it: each decides itself when it leaves. */
function Events({ node, toasts }: { node: Node; toasts: boolean }) {
  const kept = useRef<readonly Node[]>([]);
  const events = node.children.value.filter((event) => (event.kind === "toast") === toasts);
  const fresh = events.filter((event) => !kept.current.includes(event));
  if (fresh.length > 0) {
    // A fresh session counts its nodes anew.
    const numbers = new Set(fresh.map((event) => event.number));
    const others = kept.current.filter((event) => !numbers.has(event.number));
    kept.current = [...others, ...fresh].slice(-MOST_EVENTS);
  }
  return <>{kept.current.map(viewOf)}</>;
}

const LONG = 200;

/** A run is worth a word after 200 ms: a short one changes no style and starts no animation. */
function useBusy(page: Page): void {
  useSignalEffect(() => {
    if (page.state.value !== "running" || page.connection.value !== "CONNECTED") return;
    const timer = setTimeout(() => {
      page.busy.value = true;
    }, LONG);
    return () => {
      clearTimeout(timer);
      page.busy.value = false;
    };
  });
}

/** The title and the icon of the browser's tab. */
function useFacts(page: Page): void {
  useSignalEffect(() => {
    const { title, icon, script } = page.store.facts.value;
    const open = navigationOf(page);
    const name = typeof title === "string" ? title : (open && withoutMarks(open.title)) || script;
    if (typeof name === "string" && name !== "") document.title = name;
    const sign = open?.icon === "spinner" ? undefined : open?.icon;
    showIcon(typeof icon === "string" && icon !== "" ? icon : (sign ?? "data:,"));
  });
}

const ADDRESS = /^(https?:|data:|\.{0,2}\/|_mini\/)/;

function showIcon(icon: string): void {
  const link = document.querySelector<HTMLLinkElement>("link[rel=icon]");
  if (!link) return;
  link.href = ADDRESS.test(icon) ? icon : `data:image/svg+xml,${encodeURIComponent(asSvg(icon))}`;
}

/** An emoji, an emoji's shortcode or a `:material/…:` icon as a picture. */
function asSvg(icon: string): string {
  const material = /^:material\/([\w-]+):$/.exec(icon)?.[1];
  if (material !== undefined) {
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="${symbol(material) ?? DOT}" fill="#4353c9"/></svg>`;
  }
  const code = /^:([\w+-]+):$/.exec(icon)?.[1];
  const text = code === undefined ? icon : (emojiTable()?.get(code) ?? "");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><text y=".9em" font-size="90">${text.replace(/[<&]/g, "")}</text></svg>`;
}
