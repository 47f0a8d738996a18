import { useSignalEffect } from "@preact/signals";
import type { ComponentChildren, ComponentType } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { count, duration, percent, size } from "./format/human";
import { Glyph } from "./glyph";
import { Inline } from "./inline";
import { Modal } from "./modal";
import type { Page, Tool } from "./page";
import { ShortcutsDialog } from "./shortcuts-dialog";
import { Tooltip } from "./tooltip";
import type { CacheSummary } from "./wire.gen";
import "./inspector.css";

interface Props {
  page: Page;
}

/** What each tool draws. */
export const TOOLS: Readonly<Record<Tool, ComponentType<Props>>> = {
  cache: CachePanel,
  clear: ClearDialog,
  keys: ShortcutsDialog,
};

/** The cached functions of the server's process, and buttons that clear them. */
function CachePanel({ page }: Props) {
  const title = useId();
  const [said, say] = useState("");
  const refresh = useRef<HTMLButtonElement>(null);
  useFresh(page);
  const functions = page.cached.value;
  // A line may be gone, with the button that had the focus.
  useEffect(() => {
    if (document.activeElement === document.body) refresh.current?.focus();
  }, [functions]);
  const clear = (name: string, label: string) => {
    page.inspect(name);
    say(`Cleared ${label}.`);
  };
  return (
    <Modal page={page} class="cache-panel" labelledBy={title}>
      {(close) => (
        <>
          <header>
            <h2 id={title}>Cache</h2>
            <span class="space" />
            <button
              ref={refresh}
              type="button"
              class="button small tertiary"
              onClick={() => page.inspect()}
            >
              <Glyph name="refresh" />
              Refresh
            </button>
            <button
              type="button"
              class="button small"
              disabled={!functions?.length}
              onClick={() => clear("", "all functions")}
            >
              Clear all
            </button>
            <button type="button" class="quiet" aria-label="Close" onClick={close}>
              <Glyph name="close" />
            </button>
          </header>
          <div class="cache-body">
            <Functions functions={functions} clear={clear} />
          </div>
          <p class="unseen" role="status">
            {said}
          </p>
        </>
      )}
    </Modal>
  );
}

/** Asks again when a run has ended, and after a reconnect. */
function useFresh(page: Page): void {
  useSignalEffect(() => {
    if (page.connection.value === "CONNECTED" && page.state.value !== "running") page.inspect();
  });
}

interface FunctionsProps {
  functions: readonly CacheSummary[] | null;
  clear: (name: string, label: string) => void;
}

function Functions({ functions, clear }: FunctionsProps) {
  if (!functions) return <div class="skeleton" aria-hidden="true" />;
  if (functions.length === 0) return <Nothing />;
  return (
    <>
      <Totals functions={functions} />
      <table>
        <thead>
          <tr>
            <th scope="col">Function</th>
            <th scope="col">Kind</th>
            <th scope="col" class="number">
              Hits
            </th>
            <th scope="col" class="number">
              Misses
            </th>
            <th scope="col" class="number">
              Entries
            </th>
            <th scope="col" class="number">
              Size
            </th>
            <th scope="col" class="number">
              Time saved
            </th>
            <th scope="col">Last miss</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {functions.map((each) => (
            <Row key={`${each.kind} ${each.name}`} summary={each} clear={clear} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function Nothing() {
  return (
    <div class="cache-nothing">
      <Glyph name="layers" />
      <p>
        <strong>Nothing is cached yet.</strong>
      </p>
      <p class="md">
        Put <code>@st.cache_data</code> above a slow function: it is listed here after its first
        call.
      </p>
    </div>
  );
}

function Totals({ functions }: { functions: readonly CacheSummary[] }) {
  const sum = (of: (each: CacheSummary) => number | undefined) =>
    functions.reduce((total, each) => total + (of(each) ?? 0), 0);
  const hits = sum((each) => each.hits);
  const calls = hits + sum((each) => each.misses);
  const entries = sum((each) => each.entries);
  return (
    <dl class="totals">
      <Total name="Hits" value={percent(hits, calls) ?? "–"}>
        {count(hits)} of {count(calls)} calls
      </Total>
      <Total name="Size" value={size(sum((each) => each.bytes))}>
        {count(entries)} {entries === 1 ? "entry" : "entries"}
      </Total>
      <Total name="Time saved" value={duration(sum((each) => each.saved))}>
        {functions.length} {functions.length === 1 ? "function" : "functions"}
      </Total>
    </dl>
  );
}

function Total(props: { name: string; value: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>
        <b>{props.value}</b> <span>{props.children}</span>
      </dd>
    </div>
  );
}

interface RowProps {
  summary: CacheSummary;
  clear: (name: string, label: string) => void;
}

function Row({ summary, clear }: RowProps) {
  const { name, label, module, kind, hits = 0, misses = 0, entries = 0, bytes = 0 } = summary;
  return (
    <tr>
      <th scope="row">
        <code>{label}</code>
        <span class="module">{module}</span>
      </th>
      <td class="kind" data-name="Kind">
        <span class="chip" data-tone={kind}>
          {kind}
        </span>
      </td>
      <Figure name="Hits" value={count(hits)} />
      <Figure name="Misses" value={count(misses)} />
      <Figure name="Entries" value={count(entries)} />
      <Figure name="Size" value={size(bytes)} />
      <Figure name="Time saved" value={duration(summary.saved ?? 0)} />
      <td class="missed" data-name="Last miss">
        <LastMiss summary={summary} />
      </td>
      <td class="act">
        <button
          type="button"
          class="button small tertiary"
          aria-label={`Clear ${label}`}
          onClick={() => clear(name, label)}
        >
          Clear
        </button>
      </td>
    </tr>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <td class="number" data-name={name}>
      {value}
    </td>
  );
}

/** The sentence is a tooltip of the word, and below it where there is no room beside. */
function LastMiss({ summary }: Pick<RowProps, "summary">) {
  const { reason, why } = summary;
  if (!reason) return <span class="none">–</span>;
  return (
    <>
      <Tooltip text={why ?? reason}>
        {(describedBy) => (
          <button type="button" class="chip" data-tone={reason} aria-describedby={describedBy}>
            {reason}
          </button>
        )}
      </Tooltip>
      <p class="why">
        <Inline text={why ?? ""} />
      </p>
    </>
  );
}

/** Asks before everything is cleared. */
function ClearDialog({ page }: Props) {
  const title = useId();
  const text = useId();
  return (
    <Modal page={page} class="clear-dialog" labelledBy={title} describedBy={text}>
      {(close) => (
        <>
          <h2 id={title}>Clear the cache?</h2>
          <p id={text} class="md">
            All results of <code>@st.cache_data</code> and <code>@st.cache_resource</code> are
            forgotten, for every session. Their next calls compute them anew.
          </p>
          <footer>
            <button type="button" class="button" onClick={close}>
              Cancel
            </button>
            <button
              type="button"
              class="button primary"
              onClick={() => {
                page.inspect("");
                close();
              }}
            >
              Clear
            </button>
          </footer>
        </>
      )}
    </Modal>
  );
}
