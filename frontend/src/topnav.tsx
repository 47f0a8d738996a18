import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Glyph } from "./glyph";
import { Inline } from "./inline";
import { NavLink } from "./navigation";
import { usePage } from "./page";
import { showBeside } from "./popover";
import type { NavItem, NavSection } from "./wire.gen";
import "./menu.css";

interface Props {
  sections: readonly NavSection[];
}

/** The pages in a row; what does not fit into it is in a menu at its end. */
export function TopNav({ sections }: Props) {
  const row = useRef<HTMLUListElement>(null);
  const [{ fitting, spare }, setFitted] = useState<Fitted>({
    fitting: Number.POSITIVE_INFINITY,
    spare: 0,
  });
  const parts = inRow(sections);
  useLayoutEffect(() => {
    const list = row.current;
    if (!list) return;
    const measure = () => setFitted(fittingOf(list));
    const observer = new ResizeObserver(measure);
    observer.observe(list);
    measure();
    return () => observer.disconnect();
  }, [sections]);
  const rest = parts.slice(fitting);
  return (
    <nav class="stTopNav" data-testid="stTopNav" aria-label="Pages">
      <ul ref={row}>
        {parts.map((part, index) => (
          <li key={part.key} inert={index >= fitting} data-testid="stTopNavLinkContainer">
            <Part part={part} />
          </li>
        ))}
      </ul>
      {rest.length > 0 ? (
        <Dropdown
          label={fitting === 0 ? "Pages" : "More"}
          sections={rest.map(sectionOf)}
          testid="stTopNavMore"
          spare={spare}
        />
      ) : null}
    </nav>
  );
}

type Part = { key: string; item: NavItem } | { key: string; section: NavSection };

/** Pages without a section stand in the row themselves, and before the sections. */
function inRow(sections: readonly NavSection[]): Part[] {
  const alone = sections.filter(({ label = "" }) => label === "");
  const labelled = sections.filter(({ label = "" }) => label !== "");
  return [
    ...alone.flatMap(({ pages = [] }) =>
      pages.map((item) => ({ key: `page ${item.path ?? ""}`, item })),
    ),
    ...labelled.map((section) => ({ key: `section ${section.label}`, section })),
  ];
}

function sectionOf(part: Part): NavSection {
  return "section" in part ? part.section : { pages: [part.item] };
}

interface Fitted {
  fitting: number;
  /** Pixels that the last part of the row leaves free. */
  spare: number;
}

function fittingOf(list: HTMLElement): Fitted {
  const fitting = countFitting(list);
  const row = list.getBoundingClientRect();
  const last = list.children[fitting - 1]?.getBoundingClientRect();
  const rightToLeft = getComputedStyle(list).direction === "rtl";
  const end = rightToLeft ? row.right : row.left;
  const used = last ? Math.abs((rightToLeft ? last.left : last.right) - end) : 0;
  return { fitting, spare: Math.max(0, Math.floor(row.width - used - PADDING)) };
}

const PADDING = 4; // of the row, for focus rings

/** The row wraps, and shows its first line only. */
function countFitting(list: HTMLElement): number {
  const items = [...list.children] as HTMLElement[];
  const top = items[0]?.offsetTop ?? 0;
  const width = list.clientWidth;
  const wrapped = items.findIndex((item) => item.offsetTop > top || item.offsetWidth > width);
  return wrapped < 0 ? items.length : wrapped;
}

function Part({ part }: { part: Part }) {
  if ("item" in part) return <NavLink item={part.item} testid="stTopNavLink" />;
  const { label = "" } = part.section;
  return (
    <Dropdown label={label} sections={[{ ...part.section, label: "" }]} testid="stTopNavSection" />
  );
}

interface DropdownProps {
  label: string;
  sections: readonly NavSection[];
  testid: string;
  /** Pixels by which it moves towards what stands before it. */
  spare?: number;
}

function Dropdown({ label, sections, testid, spare = 0 }: DropdownProps) {
  const page = usePage();
  const [open, setOpen] = useState<"no" | "by pointer" | "by key">("no");
  const button = useRef<HTMLButtonElement>(null);
  const here = page.path.value;
  const within = sections.some(({ pages = [] }) =>
    pages.some(({ path = "", external }) => !external && path === here),
  );
  const close = (refocus: boolean) => {
    setOpen("no");
    if (refocus) button.current?.focus();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        class={`nav-link ${testid}${within ? " within" : ""}`}
        data-testid={testid}
        style={spare ? { position: "relative", insetInlineEnd: `${spare}px` } : undefined}
        aria-expanded={open !== "no"}
        onClick={(event) => {
          setOpen(open !== "no" ? "no" : event.detail === 0 ? "by key" : "by pointer");
        }}
        onKeyDown={(event) => {
          if (event.key === "Escape") close(true);
        }}
      >
        <span class="text">
          <Inline text={label} />
        </span>
        <Glyph name="chevron" />
      </button>
      {open !== "no" && button.current ? (
        <Panel
          anchor={button.current}
          sections={sections}
          label={label}
          focused={open === "by key"}
          close={close}
        />
      ) : null}
    </>
  );
}

interface PanelProps {
  anchor: HTMLElement;
  sections: readonly NavSection[];
  label: string;
  /** Whether the focus goes to the page that is open, or to the first. */
  focused: boolean;
  close: (refocus: boolean) => void;
}

function Panel({ anchor, sections, label, focused, close }: PanelProps) {
  const panel = useRef<HTMLDivElement>(null);
  const latest = useRef(close);
  latest.current = close;
  useLayoutEffect(() => {
    const popup = panel.current;
    if (!popup) return;
    const end = showBeside(popup, anchor, { align: "start" });
    const first = popup.querySelector<HTMLElement>("[aria-current]") ?? popup.querySelector("a");
    if (focused) first?.focus();
    const outside = (event: Event) => {
      const target = event.target as globalThis.Node;
      if (!popup.contains(target) && !anchor.contains(target)) latest.current(false);
    };
    document.addEventListener("pointerdown", outside);
    return () => {
      end();
      document.removeEventListener("pointerdown", outside);
    };
  }, [anchor, focused]);
  return (
    <div
      ref={panel}
      popover="manual"
      class="menu nav-panel"
      role="group"
      aria-label={label}
      data-testid="stTopNavPopover"
      onKeyDown={(event) => move(event, latest.current)}
      onFocusOut={(event) => {
        const next = event.relatedTarget as globalThis.Node | null;
        if (next && !event.currentTarget.contains(next) && next !== anchor) latest.current(false);
      }}
    >
      {sections.map((section, index) => (
        <div key={section.label || index}>
          {section.label ? <p class="nav-label">{section.label}</p> : null}
          <ul>
            {(section.pages ?? []).map((item) => (
              <li key={item.path ?? ""}>
                <NavLink
                  item={item}
                  testid="stTopNavDropdownLink"
                  chosen={() => latest.current(true)}
                />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

function move(event: KeyboardEvent, close: (refocus: boolean) => void): void {
  if (event.key === "Escape") {
    event.preventDefault();
    close(true);
    return;
  }
  const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
  const step = steps[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const links = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>("a")];
  const at = links.indexOf(document.activeElement as HTMLElement);
  links[(at + step + links.length) % links.length]?.focus();
}
