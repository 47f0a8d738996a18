import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { VerticalBlock } from "../element";
import { Glyph } from "../glyph";
import { Icon } from "../icon";
import { Inline } from "../inline";
import type { View } from "../kinds";
import { useOpen } from "../open";
import { usePage } from "../page";
import { showBeside } from "../popover";
import { Tooltip } from "../tooltip";
import type { Popover, Width } from "../wire.gen";
import "./popover.css";

export const width: Width = "content";

export default function PopoverElement({ node, element }: View<Popover>) {
  const page = usePage();
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const { help, track = false } = element;
  const [open, setOpen] = useOpen(track && (element.value ?? false));
  const change = (next: boolean) => {
    if (setOpen(next) && track) page.change(node, next);
  };
  const face = (describedBy?: string) => (
    <button
      ref={button}
      type="button"
      class={`button ${element.type ?? "secondary"}${element.wrap ? " wrap" : ""}`}
      data-testid="stPopoverButton"
      popovertarget={id}
      disabled={element.disabled}
      aria-expanded={open}
      aria-controls={id}
      aria-describedby={describedBy}
      aria-label={element.spoken}
      onClick={(event) => {
        event.preventDefault(); // opened below, in its place from its first frame
        change(!open);
      }}
    >
      {element.icon ? <Icon name={element.icon} /> : null}
      <span class="text">
        <Inline text={element.label} />
      </span>
      <span class="chevron">
        <Glyph name="chevron" />
      </span>
    </button>
  );
  return (
    <div class="stPopover" data-testid="stPopover">
      {help ? <Tooltip text={help}>{face}</Tooltip> : face()}
      <Body {...{ id, node, element, button, open, change }} />
    </div>
  );
}

interface BodyProps extends View<Popover> {
  id: string;
  button: { current: HTMLElement | null };
  open: boolean;
  change: (open: boolean) => void;
}

/** What is inside is drawn when it is opened first, and stays. */
function Body({ id, node, element, button, open, change }: BodyProps) {
  const popup = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState(open);
  if (open && !drawn) setDrawn(true);
  useLayoutEffect(() => {
    const box = popup.current;
    if (!box || !button.current) return;
    if (open) return followed(box, button.current);
    if (box.matches(":popover-open")) box.hidePopover();
    return undefined;
  }, [open, button]);
  useEffect(() => {
    if (element.disabled) change(false);
  }, [element.disabled]);
  return (
    <div
      ref={popup}
      id={id}
      popover="auto"
      class="stPopoverBody"
      data-testid="stPopoverBody"
      role="group"
      aria-label={element.label}
      onToggle={(event) => {
        if (event.target === popup.current && event.newState === "closed") change(false);
      }}
    >
      {drawn ? <VerticalBlock node={node} /> : null}
    </div>
  );
}

/** Keeps the popup beside its button, also when what is inside grows. */
function followed(popup: HTMLElement, anchor: HTMLElement): () => void {
  const end = showBeside(popup, anchor, { match: true });
  const grown = new ResizeObserver(() =>
    requestAnimationFrame(() => dispatchEvent(new Event("resize"))),
  );
  if (popup.firstElementChild) grown.observe(popup.firstElementChild);
  return () => {
    grown.disconnect();
    end();
  };
}
