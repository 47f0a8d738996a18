import { Inline } from "./inline";
import { Help } from "./tooltip";

export interface Labelled {
  label: string;
  help?: string | null;
  label_visibility?: "visible" | "hidden" | "collapsed";
  disabled?: boolean;
}

interface Props {
  element: Labelled;
  /** The id of the control that it names; a group is named by `id` instead. */
  control?: string;
  id?: string;
}

/** The label above a widget, with its help. Hidden, it keeps its place; collapsed, only readers hear it. */
export function WidgetLabel({ element, control, id }: Props) {
  const { label, help, label_visibility: visibility = "visible", disabled } = element;
  const text = <Inline text={label} />;
  return (
    <div class={`stWidgetLabel ${visibility}`} data-testid="stWidgetLabel" data-disabled={disabled}>
      {control ? (
        <label id={id} for={control}>
          {text}
        </label>
      ) : (
        <span id={id} class="label">
          {text}
        </span>
      )}
      {help && visibility === "visible" ? <Help text={help} /> : null}
    </div>
  );
}
