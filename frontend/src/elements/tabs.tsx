import { useId, useRef, useState } from "preact/hooks";
import { viewOf } from "../element";
import { Inline } from "../inline";
import type { View } from "../kinds";
import { optionIds } from "../options";
import { usePage } from "../page";
import type { Tabs } from "../wire.gen";
import "./tabs.css";

const STEPS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowRight: (at, count) => (at + 1) % count,
  ArrowLeft: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

export default function TabsElement({ node, element }: View<Tabs>) {
  const { labels, height } = element;
  const id = useId();
  const ids = optionIds(labels);
  const [active, choose] = useActive({ node, element }, ids);
  const visited = useRef(new Set<string>()).current;
  visited.add(ids[active] ?? "");
  return (
    <div class="stTabs" data-testid="stTabs">
      <TabList {...{ id, ids, labels, active, choose }} />
      {node.children.value.map((child, index) => (
        <div
          key={child.key}
          id={`${id}-panel-${index}`}
          class={`panel${typeof height === "number" ? " scrolls" : ""}`}
          style={typeof height === "number" ? { blockSize: `${height}px` } : undefined}
          role="tabpanel"
          aria-labelledby={`${id}-tab-${index}`}
          tabIndex={0}
          hidden={index !== active}
        >
          {/* Drawn at the first visit: a chart in a hidden tab has no width to draw itself in. */}
          {visited.has(ids[index] ?? "") ? viewOf(child) : null}
        </div>
      ))}
    </div>
  );
}

/** The open tab is the user's, by its label; what the script wants counts when it changes. */
function useActive({ node, element }: View<Tabs>, ids: readonly string[]) {
  const page = usePage();
  const { track = false, default: first = 0, value } = element;
  const wanted = (track ? value : undefined) ?? ids[first] ?? ids[0] ?? "";
  const [state, setState] = useState({ wanted, active: wanted });
  if (state.wanted !== wanted) setState({ wanted, active: wanted });
  const active = Math.max(0, ids.indexOf(state.wanted === wanted ? state.active : wanted));
  const choose = (index: number) => {
    const id = ids[index];
    if (id === undefined || index === active) return;
    setState({ wanted, active: id });
    if (track) page.change(node, id);
  };
  return [active, choose] as const;
}

interface ListProps {
  id: string;
  ids: readonly string[];
  labels: readonly string[];
  active: number;
  choose: (index: number) => void;
}

function TabList({ id, ids, labels, active, choose }: ListProps) {
  return (
    <div class="tab-list" role="tablist">
      {labels.map((label, index) => (
        <button
          key={ids[index]}
          type="button"
          id={`${id}-tab-${index}`}
          class="stTab"
          data-testid="stTab"
          role="tab"
          aria-selected={index === active}
          aria-controls={`${id}-panel-${index}`}
          tabIndex={index === active ? 0 : -1}
          onClick={() => choose(index)}
          onKeyDown={(event) => {
            const step = STEPS[event.key];
            if (!step) return;
            event.preventDefault();
            const next = step(active, labels.length);
            choose(next);
            const tab = event.currentTarget.parentElement?.children[next] as
              | HTMLElement
              | undefined;
            tab?.focus();
          }}
        >
          <Inline text={label} />
        </button>
      ))}
    </div>
  );
}
