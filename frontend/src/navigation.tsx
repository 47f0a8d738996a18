import { signal } from "@preact/signals";
import { addressOf, follow } from "./address";
import { Glyph } from "./glyph";
import { Icon } from "./icon";
import { Inline } from "./inline";
import { later } from "./later";
import { type Page, usePage } from "./page";
import { SIDEBAR } from "./store";
import { Tooltip } from "./tooltip";
import type { NavItem, Navigation, NavSection } from "./wire.gen";
import "./navigation.css";

/** What the app offers of its pages; nothing where it has but one. */
export function navigationOf(page: Page): Navigation | undefined {
  return (page.store.facts.value["navigation"] as Navigation | null | undefined) ?? undefined;
}

/** The pages that are offered in one place. */
export function offered(page: Page, position: Navigation["position"]): readonly NavSection[] {
  const navigation = navigationOf(page);
  if (!navigation?.sections) return [];
  return (navigation.position ?? "sidebar") === position ? navigation.sections : [];
}

interface LinkProps {
  item: NavItem;
  testid: string;
  chosen?: (() => void) | undefined;
}

/** A link to a page: a real one, so that it can be copied and opened elsewhere. */
export function NavLink({ item, testid, chosen }: LinkProps) {
  const { help } = item;
  if (!help) return <Anchor {...{ item, testid, chosen }} />;
  return (
    <Tooltip text={help}>
      {(describedBy) => <Anchor {...{ item, testid, chosen, describedBy }} />}
    </Tooltip>
  );
}

type AnchorProps = LinkProps & { describedBy?: string | undefined };

function Anchor({ item, testid, chosen, describedBy }: AnchorProps) {
  const page = usePage();
  const { title, path = "", icon, external = false } = item;
  const open = external ? { target: "_blank", rel: "noopener noreferrer" } : {};
  return (
    <a
      class={`nav-link ${testid}`}
      data-testid={testid}
      href={external ? path : addressOf(path)}
      aria-current={!external && page.path.value === path ? "page" : undefined}
      aria-describedby={describedBy}
      {...open}
      onClick={(event) => {
        if (!external) follow(event, page, path);
        chosen?.();
      }}
    >
      {icon ? <Icon name={icon} /> : null}
      <span class="text">
        <Inline text={title} />
      </span>
      {external ? <Elsewhere /> : null}
    </a>
  );
}

/** Says that a link opens a new tab. */
export function Elsewhere() {
  return (
    <>
      <span class="elsewhere">
        <Glyph name="external" />
      </span>
      <span class="for-readers"> (opens in a new tab)</span>
    </>
  );
}

const SPARE = 2;
const all = signal(false);

/** The pages at the top of the sidebar. */
export function SidebarNav({ page }: { page: Page }) {
  const sections = offered(page, "sidebar");
  if (sections.length === 0) return null;
  const alone = page.store.node(SIDEBAR).children.value.length === 0;
  const { most = 10 } = navigationOf(page) ?? {};
  const count = sections.reduce((sum, section) => sum + (section.pages?.length ?? 0), 0);
  const long = !alone && most > 0 && count > most + SPARE;
  const shown = long && !all.value ? first(sections, most) : sections;
  return (
    <nav class="stSidebarNav" data-testid="stSidebarNav" aria-label="Pages">
      <div class="stSidebarNavItems" data-testid="stSidebarNavItems">
        {shown.map((section, index) => (
          <Section key={section.label ?? index} section={section} />
        ))}
      </div>
      {long ? <ViewMore more={count - most} /> : null}
      {alone ? null : <hr data-testid="stSidebarNavSeparator" />}
    </nav>
  );
}

/** The labels of the sections that the visitor has folded. */
const folded = signal<ReadonlySet<string>>(new Set());

function Section({ section }: { section: NavSection }) {
  const { label = "", pages = [] } = section;
  const closed = label !== "" && folded.value.has(label);
  return (
    <section aria-label={label || undefined}>
      {label ? <SectionHeader label={label} closed={closed} /> : null}
      <ul hidden={closed}>
        {pages.map((item) => (
          <li key={item.path ?? ""} data-testid="stSidebarNavLinkContainer">
            <NavLink item={item} testid="stSidebarNavLink" />
          </li>
        ))}
      </ul>
    </section>
  );
}

function SectionHeader({ label, closed }: { label: string; closed: boolean }) {
  return (
    <button
      type="button"
      class="nav-label nav-fold"
      data-testid="stNavSectionHeader"
      aria-expanded={!closed}
      onClick={() => {
        const next = new Set(folded.value);
        if (!next.delete(label)) next.add(label);
        folded.value = next;
      }}
    >
      <span class="text">
        <Inline text={label} />
      </span>
      <Glyph name="chevron" />
    </button>
  );
}

function ViewMore({ more }: { more: number }) {
  return (
    <button
      type="button"
      class="quiet nav-more"
      data-testid="stSidebarNavViewButton"
      aria-expanded={all.value}
      onClick={() => {
        all.value = !all.value;
      }}
    >
      {all.value ? "View less" : `View ${more} more`}
    </button>
  );
}

function first(sections: readonly NavSection[], most: number): readonly NavSection[] {
  let room = most;
  const kept: NavSection[] = [];
  for (const section of sections) {
    const pages = (section.pages ?? []).slice(0, room);
    room -= pages.length;
    if (pages.length > 0) kept.push({ ...section, pages });
  }
  return kept;
}

const top = later(() => import("./topnav"));

/** The pages in the header; what draws them comes with the first app that wants it. */
export function TopNav({ page }: { page: Page }) {
  const sections = offered(page, "top");
  if (sections.length === 0) return null;
  const module = top();
  return module ? <module.TopNav sections={sections} /> : null;
}

/** Tells readers which page has opened. */
export function Announcement({ page }: { page: Page }) {
  const title = navigationOf(page)?.title;
  return (
    <p class="for-readers" aria-live="polite" data-testid="stPageAnnouncement">
      {page.arrivals.value > 0 && !page.going.value ? title : ""}
    </p>
  );
}

/** What was asked for is no page of the app: says so above the one that is shown instead. */
export function Missing({ page }: { page: Page }) {
  const { missing } = page.store.facts.value;
  if (typeof missing !== "string" || page.unmissed.value === missing) return null;
  return (
    <div class="page-missing" role="status" data-testid="stPageNotFound">
      <Glyph name="info" />
      <p>
        There is no page <strong>{missing}</strong> in this app. This is its start page.
      </p>
      <button
        type="button"
        class="quiet"
        aria-label="Close the notice"
        onClick={() => {
          page.unmissed.value = missing;
        }}
      >
        <Glyph name="close" />
      </button>
    </div>
  );
}
