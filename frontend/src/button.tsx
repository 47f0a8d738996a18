import { useEffect, useRef } from "preact/hooks";
import { Icon } from "./icon";
import { Inline } from "./inline";
import { matches, shortcut as parse, type Shortcut, spoken } from "./shortcut";
import { Tooltip } from "./tooltip";
import type { Button, FormSubmitButton } from "./wire.gen";

interface Props {
  element: Button | FormSubmitButton;
  testid: "stButton" | "stFormSubmitButton";
  press: () => void;
}

/** A button of any sort; what a press means is the caller's. */
export function ButtonView({ element, testid, press }: Props) {
  const { help, disabled = false } = element;
  const keys = element.shortcut ? parse(element.shortcut) : null;
  useShortcut(disabled ? null : keys, press);
  return (
    <div class={testid} data-testid={testid}>
      {help ? (
        <Tooltip text={help}>
          {(describedBy) => <Face {...{ element, testid, press, keys, describedBy }} />}
        </Tooltip>
      ) : (
        <Face {...{ element, testid, press, keys }} />
      )}
    </div>
  );
}

interface FaceProps extends Props {
  keys: Shortcut | null;
  describedBy?: string | undefined;
}

function Face({ element, testid, press, keys, describedBy }: FaceProps) {
  const { type = "secondary", disabled = false, icon, icon_position: side = "left" } = element;
  const suffix = testid === "stButton" ? type : `${type}FormSubmit`;
  return (
    <button
      type="button"
      class={`button ${type}${element.wrap ? " wrap" : ""}`}
      data-testid={`stBaseButton-${suffix}`}
      disabled={disabled}
      aria-describedby={describedBy}
      aria-keyshortcuts={keys ? spoken(keys) : undefined}
      onClick={press}
    >
      {icon && side === "left" ? <Icon name={icon} /> : null}
      {element.label ? (
        <span class="text">
          <Inline text={element.label} />
        </span>
      ) : null}
      {icon && side === "right" ? <Icon name={icon} /> : null}
      {keys ? <kbd>{spoken(keys)}</kbd> : null}
    </button>
  );
}

function useShortcut(keys: Shortcut | null, press: () => void): void {
  const latest = useRef(press);
  latest.current = press;
  const name = keys && spoken(keys);
  useEffect(() => {
    if (!keys) return;
    const listen = (event: KeyboardEvent) => {
      if (!matches(keys, event)) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [name]);
}
