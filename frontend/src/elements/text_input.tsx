import { useId, useState } from "preact/hooks";
import { useDraft } from "../draft";
import { enterHint, submitByEnter } from "../enter";
import { FieldNote } from "../field-note";
import { Glyph } from "../glyph";
import { Icon } from "../icon";
import type { View } from "../kinds";
import { WidgetLabel } from "../label";
import { usePage } from "../page";
import type { TextInput } from "../wire.gen";

const TYPES = {
  default: "text",
  password: "password",
  email: "email",
  url: "url",
  phone: "tel",
  search: "search",
} as const;

export default function TextInputElement({ node, element }: View<TextInput>) {
  const page = usePage();
  const id = useId();
  const [shown, setShown] = useState(false);
  const { type = "default", max_chars: most, disabled = false, icon } = element;
  const value = (element.value === undefined ? element.default : element.value) ?? "";
  const draft = useDraft({
    node,
    value,
    refuse: (text) => refusal(element, text),
    send: (text) => page.change(node, text),
    live: element.live,
  });
  const { text, problem } = draft;
  return (
    <div class="stTextInput" data-testid="stTextInput">
      <WidgetLabel element={element} control={id} />
      <div class={`field${problem ? " invalid" : ""}`}>
        {icon ? <Icon name={icon} /> : null}
        <input
          id={id}
          type={(shown ? "text" : TYPES[type]) as "text"}
          value={text}
          placeholder={element.placeholder ?? undefined}
          maxLength={most ?? undefined}
          disabled={disabled}
          required={element.required}
          autocomplete={element.autocomplete || (type === "password" ? "new-password" : "off")}
          aria-invalid={problem !== null}
          aria-describedby={`${id}-note`}
          onInput={(event) => draft.type(event.currentTarget.value)}
          onBlur={draft.commit}
          onKeyDown={(event) => {
            if (event.key === "Escape") draft.discard();
            if (event.key === "Enter" && !event.isComposing && draft.commit()) {
              submitByEnter(page, node);
            }
          }}
        />
        {type === "password" ? <Reveal shown={shown} toggle={() => setShown(!shown)} /> : null}
      </div>
      <FieldNote
        id={`${id}-note`}
        problem={problem}
        hint={draft.dirty && typeof element.live !== "number" && enterHint(node)}
        count={text.length}
        most={most}
      />
    </div>
  );
}

function Reveal({ shown, toggle }: { shown: boolean; toggle: () => void }) {
  return (
    <button
      type="button"
      class="quiet"
      aria-label={shown ? "Hide the password" : "Show the password"}
      aria-pressed={shown}
      onClick={toggle}
    >
      <Glyph name={shown ? "eyeOff" : "eye"} />
    </button>
  );
}

function refusal({ required, validate }: TextInput, text: string): string | null {
  if (required && text.trim() === "") return "This field is required.";
  if (text === "") return null;
  if (!validate) return null;
  const [pattern, message] = validate;
  return fits(pattern, text) ? null : message;
}

function fits(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, "u").test(text);
  } catch {
    return true; // not a pattern that this browser reads: the server decides
  }
}
