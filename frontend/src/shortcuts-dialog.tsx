import { useId, useState } from "preact/hooks";
import { Glyph } from "./glyph";
import { KEYS } from "./keys";
import { Modal } from "./modal";
import type { Page } from "./page";
import "./shortcuts-dialog.css";

interface Line {
  keys: string;
  does: string;
}

/** The keys of the page, and those that the author gave to buttons. */
export function ShortcutsDialog({ page }: { page: Page }) {
  const title = useId();
  const [own] = useState(authorsKeys);
  const general = Object.entries(KEYS)
    .filter(([, key]) => !key.developers || page.developer.value)
    .map(([keys, key]) => ({ keys: keys.toUpperCase(), does: key.does }))
    .filter((line) => !own.some(({ keys }) => keys === line.keys));
  return (
    <Modal page={page} class="shortcuts" labelledBy={title}>
      {(close) => (
        <>
          <header>
            <h2 id={title}>Keyboard shortcuts</h2>
            <button type="button" class="quiet" aria-label="Close" onClick={close}>
              <Glyph name="close" />
            </button>
          </header>
          <Lines name="Page" lines={[...general, { keys: "Esc", does: "Close what is open" }]} />
          {own.length > 0 ? <Lines name="This app" lines={own} /> : null}
        </>
      )}
    </Modal>
  );
}

function Lines({ name, lines }: { name: string; lines: readonly Line[] }) {
  return (
    <section>
      <h3>{name}</h3>
      <dl>
        {lines.map(({ keys, does }) => (
          <div key={keys}>
            <dt>{does}</dt>
            <dd>
              {keys.split("+").map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function authorsKeys(): Line[] {
  const found = document.querySelectorAll<HTMLElement>(".stApp [aria-keyshortcuts]");
  return [...found].map((button) => ({
    keys: button.getAttribute("aria-keyshortcuts") ?? "",
    does: button.querySelector(".text")?.textContent || button.ariaLabel || "Button",
  }));
}
