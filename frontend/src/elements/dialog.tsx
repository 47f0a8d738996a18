import { useSignalEffect } from "@preact/signals";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { VerticalBlock } from "../element";
import { Glyph } from "../glyph";
import { Icon } from "../icon";
import { Inline } from "../inline";
import type { View } from "../kinds";
import { usePage } from "../page";
import { EVENTS, type Node } from "../store";
import type { Dialog } from "../wire.gen";
import "../dialog.css";
import "./dialog.css";

const FIELD = ".dialog-body :is(textarea, input:not([type=checkbox], [type=radio], [type=file]))";

export default function DialogElement({ node, element }: View<Dialog>) {
  const page = usePage();
  const [open, setOpen] = useState(true);
  useCalls(element.title, () => setOpen(true));
  const dismiss = () => {
    setOpen(false);
    page.press(node);
  };
  return open ? <Window {...{ node, element, dismiss }} /> : null;
}

/** Each call of the script opens the dialog, also after the user has dismissed it. */
function useCalls(title: string, then: () => void): void {
  const events = usePage().store.node(EVENTS);
  const seen = useRef<readonly Node[]>(events.children.peek());
  useSignalEffect(() => {
    const calls = events.children.value.filter((event) => event.kind === "dialog_call");
    const fresh = calls.filter((call) => !seen.current.includes(call));
    seen.current = calls;
    if (fresh.some((call) => call.element.peek()["title"] === title)) then();
  });
}

function Window({ node, element, dismiss }: View<Dialog> & { dismiss: () => void }) {
  const { title, size = "small", position = "center", dismissible = true, icon } = element;
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const leaving = useRef(false);
  useLayoutEffect(() => {
    const box = dialog.current;
    if (!box) return;
    const unlock = lockScroll();
    box.showModal();
    const field = matchMedia("(pointer: fine)").matches && box.querySelector<HTMLElement>(FIELD);
    (field || box).focus();
    return () => {
      leaving.current = true;
      unlock();
      box.close(); // gives the focus back
    };
  }, []);
  const close = () => dismissible && dialog.current?.close();
  return (
    <dialog
      ref={dialog}
      class={`dialog stDialog ${position}`}
      data-testid="stDialog"
      data-size={size}
      style={typeof size === "number" ? { "--wide": `${size}px` } : undefined}
      aria-labelledby={id}
      tabIndex={-1}
      {...{ closedby: dismissible ? "closerequest" : "none" }}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !dismissible) event.preventDefault();
      }}
      onPointerDown={(event) => {
        const box = event.currentTarget;
        if (event.target === box && isOutside(box, event)) close();
      }}
      onClose={(event) => {
        if (event.target === dialog.current && !leaving.current) dismiss();
      }}
    >
      <header class="dialog-head">
        {icon ? <Icon name={icon} /> : null}
        <h2 id={id}>
          <Inline text={title} />
        </h2>
        {dismissible ? (
          <button type="button" class="quiet" aria-label="Close" onClick={close}>
            <Glyph name="close" />
          </button>
        ) : null}
      </header>
      <div class="dialog-body">
        <VerticalBlock node={node} />
      </div>
    </dialog>
  );
}

function isOutside(box: HTMLElement, { clientX: x, clientY: y }: PointerEvent): boolean {
  const { left, right, top, bottom } = box.getBoundingClientRect();
  return x < left || x > right || y < top || y > bottom;
}

/** Holds the page still, with the room of its scrollbar kept, so that nothing moves. */
function lockScroll(): () => void {
  const { style, clientWidth } = document.documentElement;
  const { overflow, scrollbarGutter } = style;
  if (innerWidth > clientWidth) style.scrollbarGutter = "stable";
  style.overflow = "hidden";
  return () => {
    style.overflow = overflow;
    style.scrollbarGutter = scrollbarGutter;
  };
}
