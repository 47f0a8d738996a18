import { useEffect, useRef } from "preact/hooks";
import { Icon } from "./icon";
import { Inline } from "./inline";
import { matches, shortcut as parse, type Shortcut, spoken } from "./shortcut";
import { Tooltip } from "./tooltip";
import type { Button, DownloadButton, FormSubmitButton, LinkButton } from "./wire.gen";

interface Props {
  element: Button | DownloadButton | FormSubmitButton | LinkButton;
  testid: "stButton" | "stDownloadButton" | "stFormSubmitButton" | "stLinkButton";
  press: () => void;
  /** Whether what a press has begun goes on. */
  busy?: boolean;
  /** Where a press leads; then it is a link. */
  href?: string;
}

/** A button of any sort; what a press means is the caller's. */
export function ButtonView(props: Props) {
  const { element, testid, press, href } = props;
  const { help, disabled = false } = element;
  const box = useRef<HTMLDivElement>(null);
  const keys = element.shortcut ? parse(element.shortcut) : null;
  useShortcut(disabled ? null : keys, () =>
    href ? box.current?.querySelector("a")?.click() : press(),
  );
  return (
    <div ref={box} class={testid} data-testid={testid}>
      {help ? (
        <Tooltip text={help}>
          {(describedBy) => <Face {...props} keys={keys} describedBy={describedBy} />}
        </Tooltip>
      ) : (
        <Face {...props} keys={keys} />
      )}
    </div>
  );
}

interface FaceProps extends Props {
  keys: Shortcut | null;
  describedBy?: string | undefined;
}

function Face(props: FaceProps) {
  const { element, testid, press, keys, describedBy, busy, href } = props;
  const { type = "secondary", disabled = false } = element;
  const suffix = testid === "stFormSubmitButton" ? `${type}FormSubmit` : type;
  const common = {
    class: `button ${type}${element.wrap ? " wrap" : ""}`,
    "data-testid": href === undefined ? `stBaseButton-${suffix}` : `stBaseLinkButton-${type}`,
    "aria-describedby": describedBy,
    "aria-label": element.spoken,
    "aria-keyshortcuts": keys ? spoken(keys) : undefined,
  };
  if (href === undefined) {
    return (
      <button type="button" {...common} disabled={disabled} aria-busy={busy} onClick={press}>
        <Words element={element} keys={keys} />
      </button>
    );
  }
  return disabled ? (
    <span {...common} role="link" aria-disabled="true">
      <Words element={element} keys={keys} />
    </span>
  ) : (
    <a {...common} href={href} target="_blank" rel="noopener noreferrer" onClick={press}>
      <Words element={element} keys={keys} />
    </a>
  );
}

function Words({ element, keys }: Pick<FaceProps, "element" | "keys">) {
  const { icon, icon_position: side = "left" } = element;
  return (
    <>
      {icon && side === "left" ? <Icon name={icon} /> : null}
      {element.label ? (
        <span class="text">
          <Inline text={element.label} />
        </span>
      ) : null}
      {icon && side === "right" ? <Icon name={icon} /> : null}
      {keys ? <kbd>{spoken(keys)}</kbd> : null}
    </>
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
