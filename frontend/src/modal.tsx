import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Page } from "./page";
import "./dialog.css";

interface ModalProps {
  page: Page;
  class: string;
  labelledBy: string;
  describedBy?: string;
  children: (close: () => void) => ComponentChildren;
}

/** A dialog that holds the focus, and gives it back to what had it. */
export function Modal({ page, class: name, labelledBy, describedBy, children }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  // The browser says a task later that a dialog has closed; a key may have opened it again by then.
  const closed = useRef(false);
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  });
  const close = () => {
    closed.current = true;
    dialog.current?.close();
    page.tool.value = null;
  };
  return (
    <dialog
      ref={dialog}
      class={`dialog ${name}`}
      data-testid="stDialog"
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      {...{ closedby: "any" }}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onClose={() => {
        if (!closed.current) page.tool.value = null;
        closed.current = false;
      }}
    >
      {children(close)}
    </dialog>
  );
}
