import { useId, useRef } from "preact/hooks";
import { FieldNote } from "../field-note";
import { Glyph } from "../glyph";
import type { View } from "../kinds";
import { WidgetLabel } from "../label";
import { Listbox } from "../listbox";
import { type Choices, textOfId, useChoices } from "../multichoice";
import type { Multiselect } from "../wire.gen";
import "./selectbox.css";
import "./multiselect.css";

const FEW = 10;
const coarse = matchMedia("(pointer: coarse)");

export default function MultiselectElement({ node, element }: View<Multiselect>) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const choices = useChoices({ node, element });
  const { disabled = false, options } = element;
  const { open, list } = choices;
  return (
    <div class="stMultiSelect" data-testid="stMultiSelect">
      <WidgetLabel element={element} control={id} />
      <div
        ref={box}
        class={`field select multi${element.wrap === false ? " one-line" : ""}`}
        onPointerDown={(event) => {
          if ((event.target as Element).closest("button") || event.button !== 0) return;
          if (event.target !== input.current) event.preventDefault();
          input.current?.focus();
          open && event.target !== input.current ? choices.close() : choices.show();
        }}
      >
        <div class="chips">
          {choices.chosen.map((each) => (
            <Chip
              key={each}
              text={textOfId(choices.ids, options, each)}
              disabled={disabled}
              remove={() => {
                choices.toggle(each);
                input.current?.focus();
              }}
            />
          ))}
          <Line id={id} element={element} choices={choices} input={input} />
        </div>
        {choices.chosen.length > 0 && !disabled ? (
          <Clear
            act={() => {
              choices.clear();
              input.current?.focus();
            }}
          />
        ) : null}
        <span class="arrow" aria-hidden="true">
          <Glyph name="chevron" />
        </span>
      </div>
      <FieldNote
        id={`${id}-note`}
        problem={null}
        hint={open && choices.isFull && mostOf(element)}
      />
      {open && box.current ? (
        <Listbox
          id={`${id}-list`}
          anchor={box.current}
          many
          count={list.count}
          active={choices.active}
          textOf={list.textOf}
          isSelected={choices.isSelected}
          isDisabled={choices.isDisabled}
          isAction={choices.isAll}
          hover={choices.setActive}
          pick={choices.pick}
          empty={options.length === 0 ? "No options" : "No results"}
        />
      ) : null}
    </div>
  );
}

function mostOf({ max_selections: most }: Multiselect): string {
  return most === 1 ? "Only one can be chosen" : `At most ${most} can be chosen`;
}

interface LineProps {
  id: string;
  element: Multiselect;
  choices: Choices;
  input: { current: HTMLInputElement | null };
}

/** Where to type what to look for. */
function Line({ id, element, choices, input }: LineProps) {
  const { options, filter = "fuzzy", accept_new: acceptsNew = false } = element;
  const { placeholder = "Choose options" } = element;
  const { open, chosen, query, active, list } = choices;
  return (
    <input
      ref={input}
      id={id}
      type="text"
      role="combobox"
      autocomplete="off"
      spellcheck={false}
      aria-autocomplete="list"
      aria-expanded={open}
      aria-controls={open ? `${id}-list` : undefined}
      aria-activedescendant={open && list.count > 0 ? `${id}-list-${active}` : undefined}
      aria-describedby={`${id}-note`}
      aria-description={chosen.length > 0 ? spoken(choices, options) : undefined}
      value={query}
      placeholder={chosen.length > 0 ? undefined : placeholder}
      disabled={element.disabled}
      readOnly={filter === null && !acceptsNew}
      inputMode={coarse.matches && options.length <= FEW && !acceptsNew ? "none" : undefined}
      onInput={(event) => choices.look(event.currentTarget.value)}
      onBlur={choices.close}
      onKeyDown={choices.onKeyDown}
    />
  );
}

function spoken({ chosen, ids }: Choices, options: readonly string[]): string {
  return `Chosen: ${chosen.map((each) => textOfId(ids, options, each)).join(", ")}`;
}

interface ChipProps {
  text: string;
  disabled: boolean;
  remove: () => void;
}

/** Keys remove a chip with Backspace, or in the list; so its button is no stop on the way. */
function Chip({ text, disabled, remove }: ChipProps) {
  return (
    <span class="chip" data-testid="stMultiSelectChip">
      <span title={text.length > 24 ? text : undefined}>{text}</span>
      {disabled ? null : (
        <button
          type="button"
          tabIndex={-1}
          aria-label={`Remove ${text}`}
          onPointerDown={(event) => event.preventDefault()}
          onClick={remove}
        >
          <Glyph name="close" />
        </button>
      )}
    </span>
  );
}

function Clear({ act }: { act: () => void }) {
  return (
    <button
      type="button"
      class="quiet"
      aria-label="Clear all"
      onPointerDown={(event) => event.preventDefault()}
      onClick={act}
    >
      <Glyph name="close" />
    </button>
  );
}
