import { useEffect, useRef, useState } from "preact/hooks";
import { Glyph } from "../glyph";
import { Icon } from "../icon";
import type { View } from "../kinds";
import { Prose } from "../prose";
import type { Toast } from "../wire.gen";
import "./toast.css";

const DURATION = 4;

/** Leaves by itself, unless the pointer or the focus rests on it. A change shows it anew. */
export default function ToastElement({ element }: View<Toast>) {
  const { body, icon, duration = DURATION } = element;
  const [gone, setGone] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const hold = () => clearTimeout(timer.current);
  const count = () => {
    hold();
    if (duration > 0) timer.current = setTimeout(() => setGone(true), duration * 1000);
  };
  useEffect(() => {
    setGone(false);
    count();
    return hold;
  }, [element]);
  if (gone) return null;
  return (
    <div
      class="stToast"
      data-testid="stToast"
      onPointerEnter={hold}
      onPointerLeave={count}
      onFocusCapture={hold}
      onBlurCapture={count}
    >
      {icon ? <Icon name={icon} /> : null}
      <div class="toast-body">
        <Prose body={body} anchors={false} />
      </div>
      <button type="button" class="quiet" aria-label="Close" onClick={() => setGone(true)}>
        <Glyph name="close" />
      </button>
    </div>
  );
}
