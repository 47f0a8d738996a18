import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { Inline } from "./inline";
import { showBeside } from "./popover";

const DELAY = 120;

/** The question mark beside a label. */
export function Help({ text }: { text: string }) {
  return (
    <Tooltip text={text} class="stTooltipIcon">
      {(describedBy) => (
        <button
          type="button"
          class="help"
          aria-label="Help"
          aria-describedby={describedBy}
          data-testid="stTooltipHoverTarget"
        >
          ?
        </button>
      )}
    </Tooltip>
  );
}

interface TooltipProps {
  text: string;
  class?: string;
  children: (describedBy: string | undefined) => ComponentChildren;
}

/** Shows a text while what is inside is hovered or has the focus; Escape hides it. */
export function Tooltip({ text, children, class: name = "" }: TooltipProps) {
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLSpanElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const id = useId();
  const show = (delay: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setOpen(true), delay);
  };
  const hide = () => {
    clearTimeout(timer.current);
    setOpen(false);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the focusable element is inside.
    <span
      ref={anchor}
      class={`tooltip-anchor ${name}`}
      data-testid={name || undefined}
      onPointerEnter={() => show(DELAY)}
      onPointerLeave={hide}
      onFocusCapture={() => show(0)}
      onBlurCapture={hide}
      onClick={() => show(0)}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !open) return;
        event.preventDefault(); // a dialog around it stays open
        hide();
      }}
    >
      {children(open ? id : undefined)}
      {open && anchor.current && <Bubble id={id} text={text} anchor={anchor.current} />}
    </span>
  );
}

function Bubble({ id, text, anchor }: { id: string; text: string; anchor: HTMLElement }) {
  const bubble = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!bubble.current) return;
    return showBeside(bubble.current, anchor, { align: "center", side: "above" });
  }, [anchor]);
  return (
    <div
      ref={bubble}
      id={id}
      popover="manual"
      role="tooltip"
      class="stTooltipContent"
      data-testid="stTooltipContent"
    >
      <Inline text={text} />
    </div>
  );
}
