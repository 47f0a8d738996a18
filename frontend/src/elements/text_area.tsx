import { useId } from "preact/hooks";
import { useDraft } from "../draft";
import { FieldNote } from "../field-note";
import type { View } from "../kinds";
import { WidgetLabel } from "../label";
import { usePage } from "../page";
import type { TextArea } from "../wire.gen";
import "./text_area.css";

const APPLE = /Mac|iP(hone|ad)/.test(navigator.userAgent);

export default function TextAreaElement({ node, element }: View<TextArea>) {
  const page = usePage();
  const id = useId();
  const { height, max_chars: most, disabled = false, required = false } = element;
  const draft = useDraft({
    node,
    value: (element.value === undefined ? element.default : element.value) ?? "",
    refuse: (text) => (required && text.trim() === "" ? "This field is required." : null),
    send: (text) => page.change(node, text),
    live: element.live,
  });
  const { text, problem } = draft;
  return (
    <div class="stTextArea" data-testid="stTextArea">
      <WidgetLabel element={element} control={id} />
      <div class={`field area${problem ? " invalid" : ""}`}>
        <textarea
          id={id}
          value={text}
          class={height === "content" ? "grows" : undefined}
          style={typeof height === "number" ? { blockSize: `${height}px` } : undefined}
          placeholder={element.placeholder ?? undefined}
          maxLength={most ?? undefined}
          disabled={disabled}
          required={required}
          aria-invalid={problem !== null}
          aria-describedby={`${id}-note`}
          onInput={(event) => draft.type(event.currentTarget.value)}
          onBlur={draft.commit}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) draft.commit();
          }}
        />
      </div>
      <FieldNote
        id={`${id}-note`}
        problem={problem}
        hint={
          draft.dirty &&
          typeof element.live !== "number" &&
          !node.within("form") &&
          `Press ${APPLE ? "⌘" : "Ctrl"}+Enter to apply`
        }
        count={text.length}
        most={most}
      />
    </div>
  );
}
