// Made by `make stubs` from framework/mini/model and framework/mini/elements: do not edit.

export interface ElementBase {
  kind: string;
  $id?: string;
  $key?: string;
}

export type Width = "auto" | "stretch" | "content" | number;
export type Height = "content" | "stretch" | "auto" | number;

export interface Text extends ElementBase {
  kind: "text";
  body: string;
  help?: string | null;
  width?: Width;
  align?: string;
  wrap?: boolean;
}

export interface Markdown extends ElementBase {
  kind: "markdown";
  body: string;
  html?: boolean;
  help?: string | null;
  width?: Width;
  align?: string;
  anchors?: boolean;
  wrap?: boolean;
  plain?: boolean;
}

export interface Heading extends ElementBase {
  kind: "heading";
  body: string;
  level: number;
  anchor?: string | boolean | null;
  divider?: string | null;
  help?: string | null;
  icon?: string | null;
  width?: Width;
  align?: string;
  wrap?: boolean;
}

export interface Caption extends ElementBase {
  kind: "caption";
  body: string;
  html?: boolean;
  help?: string | null;
  width?: Width;
  align?: string;
  wrap?: boolean;
  plain?: boolean;
}

export interface Code extends ElementBase {
  kind: "code";
  body: string;
  language?: string | null;
  line_numbers?: boolean;
  wrap_lines?: boolean;
  height?: Height;
  width?: Width;
}

export interface Divider extends ElementBase {
  kind: "divider";
  width?: Width;
}

export interface Metric extends ElementBase {
  kind: "metric";
  label: string;
  value: string;
  delta?: string | null;
  direction?: "up" | "down" | "none";
  tone?: string;
  help?: string | null;
  icon?: string | null;
  label_visibility?: "visible" | "hidden" | "collapsed";
  border?: boolean;
  width?: Width;
  height?: Height;
  chart?: (number | string)[] | null;
  chart_type?: "line" | "bar" | "area";
  delta_description?: string | null;
}

export interface Table extends ElementBase {
  kind: "table";
  columns: string[];
  index?: string[] | null;
  index_name?: string;
  rows: string[][];
  numeric?: number[];
  border?: boolean | "horizontal";
  hide_header?: boolean;
  width?: Width;
  height?: Height;
  alt?: string | null;
}

export interface Button extends ElementBase {
  kind: "button";
  label: string;
  help?: string | null;
  type?: "primary" | "secondary" | "tertiary";
  icon?: string | null;
  icon_position?: "left" | "right";
  disabled?: boolean;
  width?: Width;
  shortcut?: string | null;
  wrap?: boolean;
}

export interface FormSubmitButton extends ElementBase {
  kind: "form_submit_button";
  label: string;
  help?: string | null;
  type?: "primary" | "secondary" | "tertiary";
  icon?: string | null;
  icon_position?: "left" | "right";
  disabled?: boolean;
  width?: Width;
  shortcut?: string | null;
  wrap?: boolean;
}

export interface Checkbox extends ElementBase {
  kind: "checkbox";
  label: string;
  default?: boolean;
  value?: boolean;
  help?: string | null;
  disabled?: boolean;
  label_visibility?: "visible" | "hidden" | "collapsed";
  width?: Width;
  silent?: boolean;
}

export interface Radio extends ElementBase {
  kind: "radio";
  label: string;
  options: string[];
  captions?: string[];
  default?: string | null;
  value?: string | null;
  horizontal?: boolean;
  help?: string | null;
  disabled?: boolean;
  label_visibility?: "visible" | "hidden" | "collapsed";
  width?: Width;
  silent?: boolean;
}

export interface Selectbox extends ElementBase {
  kind: "selectbox";
  label: string;
  options: string[];
  default?: string | null;
  value?: string | null;
  placeholder?: string;
  help?: string | null;
  disabled?: boolean;
  required?: boolean;
  label_visibility?: "visible" | "hidden" | "collapsed";
  icon?: string | null;
  accept_new?: boolean;
  filter?: "fuzzy" | "contains" | "prefix" | null;
  clearable?: boolean;
  width?: Width;
  silent?: boolean;
}

export interface Slider extends ElementBase {
  kind: "slider";
  label: string;
  type?: "int" | "float" | "date" | "time" | "datetime";
  min: number | string;
  max: number | string;
  step: number | string;
  default: (number | string)[];
  value?: (number | string)[];
  format?: string | null;
  help?: string | null;
  disabled?: boolean;
  label_visibility?: "visible" | "hidden" | "collapsed";
  width?: Width;
  silent?: boolean;
}

export interface TextInput extends ElementBase {
  kind: "text_input";
  label: string;
  default?: string | null;
  value?: string | null;
  max_chars?: number | null;
  type?: "default" | "password" | "email" | "url" | "phone" | "search";
  help?: string | null;
  autocomplete?: string | null;
  placeholder?: string | null;
  disabled?: boolean;
  required?: boolean;
  label_visibility?: "visible" | "hidden" | "collapsed";
  icon?: string | null;
  validate?: [string, string] | null;
  live?: number | null;
  width?: Width;
  silent?: boolean;
}

export interface TextArea extends ElementBase {
  kind: "text_area";
  label: string;
  default?: string | null;
  value?: string | null;
  height?: Height | null;
  max_chars?: number | null;
  help?: string | null;
  placeholder?: string | null;
  disabled?: boolean;
  required?: boolean;
  label_visibility?: "visible" | "hidden" | "collapsed";
  live?: number | null;
  width?: Width;
  silent?: boolean;
}

export interface NumberInput extends ElementBase {
  kind: "number_input";
  label: string;
  integer: boolean;
  min?: number | string | null;
  max?: number | string | null;
  step: number | string;
  default?: number | string | null;
  value?: number | string | null;
  format?: string | null;
  placeholder?: string | null;
  help?: string | null;
  disabled?: boolean;
  required?: boolean;
  label_visibility?: "visible" | "hidden" | "collapsed";
  icon?: string | null;
  width?: Width;
  silent?: boolean;
}

export interface Container extends ElementBase {
  kind: "container";
  border?: boolean;
  width?: Width;
  height?: Height;
  horizontal?: boolean;
  wrap?: boolean;
  halign?: "left" | "center" | "right" | "distribute";
  valign?: "top" | "center" | "bottom" | "distribute";
  gap?: string | null;
  autoscroll?: boolean | null;
}

export interface Columns extends ElementBase {
  kind: "columns";
  weights: number[];
  gap?: string | null;
  valign?: string;
  border?: boolean;
  width?: Width;
  wrap?: boolean;
}

export interface Empty extends ElementBase {
  kind: "empty";
}

export interface Expander extends ElementBase {
  kind: "expander";
  label: string;
  expanded?: boolean;
  icon?: string | null;
  type?: "default" | "compact";
  width?: Width;
  track?: boolean;
  value?: boolean;
}

export interface Tabs extends ElementBase {
  kind: "tabs";
  labels: string[];
  default?: number;
  value?: string;
  width?: Width;
  height?: Height;
  track?: boolean;
}

export interface Form extends ElementBase {
  kind: "form";
  border?: boolean;
  enter_to_submit?: boolean;
  clear_on_submit?: boolean;
  width?: Width;
  height?: Height;
}

export interface Fragment extends ElementBase {
  kind: "fragment";
  id: string;
}

export interface Alert extends ElementBase {
  kind: "alert";
  level: "info" | "success" | "warning" | "error";
  body: string;
  icon?: string | null;
  title?: string | null;
  width?: Width;
}

export interface Frame {
  file: string;
  line: number;
  name: string;
  code: string;
  user: boolean;
}

export interface Exception extends ElementBase {
  kind: "exception";
  type: string;
  message: string;
  frames?: Frame[];
  hint?: string | null;
  id?: string | null;
  width?: Width;
}

export interface Spinner extends ElementBase {
  kind: "spinner";
  text: string;
  show_time?: boolean;
  width?: Width;
}

export interface Progress extends ElementBase {
  kind: "progress";
  value: number;
  text?: string | null;
  width?: Width;
}

export interface Toast extends ElementBase {
  kind: "toast";
  body: string;
  icon?: string | null;
  duration?: number;
}

export interface Status extends ElementBase {
  kind: "status";
  label: string;
  expanded?: boolean;
  state?: "running" | "complete" | "error";
  type?: "default" | "compact";
  width?: Width;
}

export interface Axis {
  name: string;
  type: "number" | "datetime" | "category";
  label: string;
}

export interface Series {
  name: string;
  color?: string | null;
}

export interface LineChart extends ElementBase {
  kind: "line_chart";
  rows: number;
  x: Axis;
  y_label?: string;
  series: Series[];
  categories?: string[];
  data?: string | null;
  source?: string | null;
  width?: Width;
  height?: Height;
  alt?: string | null;
}

export interface Column {
  name: string;
  label: string;
  type: "number" | "boolean" | "text" | "datetime" | "date" | "time" | "list" | "object";
  index?: boolean;
  width?: "small" | "medium" | "large" | number | null;
  align?: "left" | "center" | "right" | null;
  help?: string | null;
  pinned?: boolean;
  format?: string | null;
}

export interface Dataframe extends ElementBase {
  kind: "dataframe";
  source: string;
  rows: number;
  columns: Column[];
  first: (number | string | boolean | null)[][];
  hide_index?: boolean;
  height?: Height;
  width?: Width;
  row_height?: number;
  placeholder?: string | null;
  alt?: string | null;
}
