// Made by `make stubs`: do not edit.

export interface ElementBase {
  kind: string;
  $id?: string;
  $key?: string;
}

export type Width = "auto" | "stretch" | "content" | number;
export type Height = "content" | "stretch" | "auto" | number;

/** An encoded element with its children; `$n` is its number where its place does not say it. */
export type Spec = ElementBase & { $n?: number; $in?: Spec[]; [prop: string]: unknown };

export interface Alert extends ElementBase {
  kind: "alert";
  level: "info" | "success" | "warning" | "error";
  body: string;
  icon?: string | null;
  title?: string | null;
  width?: Width;
}

export interface Audio extends ElementBase {
  kind: "audio";
  source?: string | null;
  url?: string | null;
  start?: number;
  end?: number | null;
  loop?: boolean;
  autoplay?: boolean;
  alt?: string | null;
  width?: Width;
}

export interface AudioInput extends ElementBase {
  kind: "audio_input";
  label: string;
  default: string[];
  value?: string[];
  size: number;
  sample_rate?: number | null;
  help?: string | null;
  disabled?: boolean;
  label_visibility?: "visible" | "hidden" | "collapsed";
  width?: Width;
  silent?: boolean;
}

export interface Balloons extends ElementBase {
  kind: "balloons";
}

export interface Button extends ElementBase {
  kind: "button";
  label: string;
  help?: string | null;
  type?: string;
  icon?: string | null;
  icon_position?: string;
  disabled?: boolean;
  width?: Width;
  shortcut?: string | null;
  wrap?: boolean;
  spoken?: string;
}

export interface CameraInput extends ElementBase {
  kind: "camera_input";
  label: string;
  default: string[];
  value?: string[];
  size: number;
  resolution?: "480p" | "720p" | "1080p" | null;
  help?: string | null;
  disabled?: boolean;
  label_visibility?: "visible" | "hidden" | "collapsed";
  width?: Width;
  silent?: boolean;
}

export interface Caption extends ElementBase {
  kind: "caption";
  body: string;
  html?: boolean;
  help?: string | null;
  width?: Width;
  align?: "left" | "center" | "right" | "justify";
  wrap?: boolean;
  plain?: boolean;
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

export interface Chart extends ElementBase {
  kind: "chart";
  type: "line" | "area" | "bar" | "scatter";
  rows: number;
  x: Axis;
  y_label?: string;
  series: Series[];
  legend?: boolean;
  categories?: string[];
  stack?: "zero" | "normalize" | "center" | "layered" | "beside";
  horizontal?: boolean;
  shade?: string | null;
  size?: string | number | null;
  data?: string | null;
  source?: string | null;
  width?: Width;
  height?: Height;
  alt?: string | null;
}

export interface ChatInput extends ElementBase {
  kind: "chat_input";
  placeholder: string;
  max_chars?: number | null;
  disabled?: boolean;
  text?: string;
  turn?: string;
  submit_mode?: "submit" | "disable" | "stop";
  pinned?: boolean;
  files?: "one" | "multiple" | "directory" | null;
  types?: string[];
  size?: number;
  audio?: boolean;
  sample_rate?: number | null;
  width?: Width;
  height?: Height;
}

export interface ChatMessage extends ElementBase {
  kind: "chat_message";
  name: string;
  avatar?: string | null;
  image?: string | null;
  source?: string | null;
  width?: Width;
}

export interface Checkbox extends ElementBase {
  kind: "checkbox";
  label: string;
  default: boolean;
  value?: boolean;
  help?: string | null;
  disabled?: boolean;
  label_visibility?: string;
  width?: Width;
  silent?: boolean;
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

export interface ColorPicker extends ElementBase {
  kind: "color_picker";
  label: string;
  default: string;
  value?: string;
  help?: string | null;
  disabled?: boolean;
  label_visibility?: "visible" | "hidden" | "collapsed";
  width?: Width;
  silent?: boolean;
}

export interface Columns extends ElementBase {
  kind: "columns";
  weights: number[];
  gap?: string | null;
  valign?: "top" | "center" | "bottom";
  border?: boolean;
  width?: Width;
  wrap?: boolean;
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
  first: ((number | string | boolean | null)[])[];
  hide_index?: boolean;
  height?: Height;
  width?: Width;
  row_height?: number;
  placeholder?: string | null;
  alt?: string | null;
}

export interface DateInput extends ElementBase {
  kind: "date_input";
  label: string;
  range?: boolean;
  default: string[];
  value?: string[];
  min?: string | null;
  max?: string | null;
  format?: string;
  help?: string | null;
  disabled?: boolean;
  required?: boolean;
  label_visibility?: "visible" | "hidden" | "collapsed";
  width?: Width;
  silent?: boolean;
}

export interface DatetimeInput extends ElementBase {
  kind: "datetime_input";
  label: string;
  default: string | null;
  value?: string | null;
  min?: string | null;
  max?: string | null;
  step?: number;
  format?: string;
  help?: string | null;
  disabled?: boolean;
  required?: boolean;
  label_visibility?: "visible" | "hidden" | "collapsed";
  width?: Width;
  silent?: boolean;
}

export interface Dialog extends ElementBase {
  kind: "dialog";
  title: string;
  size?: unknown;
  position?: "left" | "center" | "right";
  dismissible?: boolean;
  icon?: string | null;
  tells?: boolean;
}

export interface DialogCall extends ElementBase {
  kind: "dialog_call";
  title: string;
}

export interface Divider extends ElementBase {
  kind: "divider";
  width?: Width;
}

export interface DownloadButton extends ElementBase {
  kind: "download_button";
  label: string;
  help?: string | null;
  type?: string;
  icon?: string | null;
  icon_position?: string;
  disabled?: boolean;
  width?: Width;
  shortcut?: string | null;
  wrap?: boolean;
  spoken?: string;
  source?: string | null;
  name?: string | null;
  media_type?: string | null;
  made?: boolean;
  silent?: boolean;
}

export interface Empty extends ElementBase {
  kind: "empty";
}

export interface Frame {
  file: string;
  line: number;
  name: string;
  code: string;
  user: boolean;
  before?: string[];
  after?: string[];
  indent?: number;
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

export interface Expander extends ElementBase {
  kind: "expander";
  label: string;
  expanded?: boolean;
  value?: boolean;
  icon?: string | null;
  type?: "default" | "compact" | "step";
  width?: Width;
  track?: boolean;
}

export interface Feedback extends ElementBase {
  kind: "feedback";
  options?: "thumbs" | "faces" | "stars";
  default: number | null;
  value?: number | null;
  disabled?: boolean;
  width?: Width;
  silent?: boolean;
}

export interface FileUploader extends ElementBase {
  kind: "file_uploader";
  label: string;
  default: string[];
  value?: string[];
  types?: string[];
  size: number;
  multiple?: boolean;
  directory?: boolean;
  help?: string | null;
  disabled?: boolean;
  label_visibility?: "visible" | "hidden" | "collapsed";
  width?: Width;
  silent?: boolean;
}

export interface Form extends ElementBase {
  kind: "form";
  border?: boolean;
  enter_to_submit?: boolean;
  clear_on_submit?: boolean;
  width?: Width;
  height?: Height;
}

export interface FormSubmitButton extends ElementBase {
  kind: "form_submit_button";
  label: string;
  help?: string | null;
  type?: string;
  icon?: string | null;
  icon_position?: string;
  disabled?: boolean;
  width?: Width;
  shortcut?: string | null;
  wrap?: boolean;
  spoken?: string;
}

export interface Fragment extends ElementBase {
  kind: "fragment";
  id: string;
}

export interface Heading extends ElementBase {
  kind: "heading";
  body: string;
  level: 1 | 2 | 3;
  anchor?: string | false | null;
  divider?: string | null;
  help?: string | null;
  icon?: string | null;
  width?: Width;
  align?: "left" | "center" | "right" | "justify";
  wrap?: boolean;
}

export interface Member {
  name: string;
  type: string;
  value?: string | null;
  doc?: string | null;
}

export interface Help extends ElementBase {
  kind: "help";
  name?: string | null;
  type: string;
  value?: string | null;
  doc?: string | null;
  members?: Member[];
  width?: Width;
}

export interface Html extends ElementBase {
  kind: "html";
  body: string;
  styles?: boolean;
  width?: Width;
}

export interface Iframe extends ElementBase {
  kind: "iframe";
  source?: string | null;
  url?: string | null;
  page?: boolean;
  measured?: boolean;
  scrolling?: boolean;
  height?: Height;
  width?: Width;
  tab_index?: number | null;
  alt?: string | null;
}

export interface Shown {
  source?: string | null;
  url?: string | null;
  size?: [number, number] | null;
  caption?: string | null;
  alt?: string | null;
}

export interface Image extends ElementBase {
  kind: "image";
  pictures: Shown[];
  each?: number | "stretch" | "content";
  link?: string | null;
  width?: Width;
}

export interface Json extends ElementBase {
  kind: "json";
  body: string;
  expanded?: boolean | number;
  width?: Width;
}

export interface Latex extends ElementBase {
  kind: "latex";
  body: string;
  help?: string | null;
  width?: Width;
}

export interface LinkButton extends ElementBase {
  kind: "link_button";
  label: string;
  help?: string | null;
  type?: string;
  icon?: string | null;
  icon_position?: string;
  disabled?: boolean;
  width?: Width;
  shortcut?: string | null;
  wrap?: boolean;
  spoken?: string;
  url: string;
  silent?: boolean;
}

export interface Markdown extends ElementBase {
  kind: "markdown";
  body: string;
  html?: boolean;
  help?: string | null;
  width?: Width;
  align?: "left" | "center" | "right" | "justify";
  anchors?: boolean;
  wrap?: boolean;
  plain?: boolean;
  growing?: boolean;
  cursor?: string | null;
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

export interface Multiselect extends ElementBase {
  kind: "multiselect";
  label: string;
  options: string[];
  default: string[];
  value?: string[];
  max_selections?: number | null;
  placeholder?: string;
  help?: string | null;
  disabled?: boolean;
  label_visibility?: "visible" | "hidden" | "collapsed";
  accept_new?: boolean;
  filter?: "fuzzy" | "contains" | "prefix" | null;
  select_all?: number;
  wrap?: boolean | null;
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
  default: number | string | null;
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

export interface PageLink extends ElementBase {
  kind: "page_link";
  label: string;
  path?: string;
  query?: string;
  external?: boolean;
  icon?: string | null;
  icon_position?: string;
  help?: string | null;
  disabled?: boolean;
  width?: Width;
}

export interface Pills extends ElementBase {
  kind: "pills";
  label: string;
  options: string[];
  many?: boolean;
  default: string[];
  value?: string[];
  help?: string | null;
  disabled?: boolean;
  required?: boolean;
  label_visibility?: "visible" | "hidden" | "collapsed";
  wrap?: boolean | null;
  width?: Width;
  silent?: boolean;
}

export interface PlotlyChart extends ElementBase {
  kind: "plotly_chart";
  script: string;
  figure?: string | null;
  source?: string | null;
  config?: string;
  theme?: "streamlit" | null;
  width?: Width;
  height?: Height;
  alt?: string | null;
}

export interface Popover extends ElementBase {
  kind: "popover";
  label: string;
  default?: boolean;
  value?: boolean;
  type?: string;
  help?: string | null;
  icon?: string | null;
  disabled?: boolean;
  width?: Width;
  wrap?: boolean;
  track?: boolean;
  spoken?: string;
}

export interface Progress extends ElementBase {
  kind: "progress";
  value: number;
  text?: string | null;
  width?: Width;
}

export interface Pyplot extends ElementBase {
  kind: "pyplot";
  source: string;
  media_type: string;
  size: [number, number];
  width?: Width;
  alt?: string | null;
}

export interface Radio extends ElementBase {
  kind: "radio";
  label: string;
  options: string[];
  captions?: string[];
  default: string | null;
  value?: string | null;
  horizontal?: boolean;
  help?: string | null;
  disabled?: boolean;
  label_visibility?: "visible" | "hidden" | "collapsed";
  width?: Width;
  silent?: boolean;
}

export interface Segment extends ElementBase {
  kind: "segment";
  of?: string;
}

export interface Segment extends ElementBase {
  kind: "segment";
  of?: string;
}

export interface SegmentedControl extends ElementBase {
  kind: "segmented_control";
  label: string;
  options: string[];
  many?: boolean;
  default: string[];
  value?: string[];
  help?: string | null;
  disabled?: boolean;
  required?: boolean;
  label_visibility?: "visible" | "hidden" | "collapsed";
  wrap?: boolean | null;
  width?: Width;
  silent?: boolean;
}

export interface SelectSlider extends ElementBase {
  kind: "select_slider";
  label: string;
  options: string[];
  default: string[];
  value?: string[];
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
  default: string | null;
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
  type: "int" | "float" | "date" | "time" | "datetime";
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

export interface Snow extends ElementBase {
  kind: "snow";
}

export interface Space extends ElementBase {
  kind: "space";
  size?: unknown;
}

export interface Spinner extends ElementBase {
  kind: "spinner";
  text: string;
  show_time?: boolean;
  width?: Width;
}

export interface Status extends ElementBase {
  kind: "status";
  label: string;
  expanded?: boolean;
  state?: "running" | "complete" | "error";
  type?: "default" | "compact" | "step";
  width?: Width;
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

export interface Tabs extends ElementBase {
  kind: "tabs";
  labels: string[];
  default?: number;
  value?: string;
  width?: Width;
  height?: Height;
  track?: boolean;
}

export interface Text extends ElementBase {
  kind: "text";
  body: string;
  help?: string | null;
  width?: Width;
  align?: string;
  wrap?: boolean;
}

export interface TextArea extends ElementBase {
  kind: "text_area";
  label: string;
  default?: string | null;
  value?: string | null;
  height?: number | "stretch" | "content" | null;
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

export interface TimeInput extends ElementBase {
  kind: "time_input";
  label: string;
  default: string | null;
  value?: string | null;
  step?: number;
  format?: "12h" | "24h" | "localized";
  help?: string | null;
  disabled?: boolean;
  required?: boolean;
  label_visibility?: "visible" | "hidden" | "collapsed";
  width?: Width;
  silent?: boolean;
}

export interface Toast extends ElementBase {
  kind: "toast";
  body: string;
  icon?: string | null;
  duration?: number;
}

export interface Toggle extends ElementBase {
  kind: "toggle";
  label: string;
  default: boolean;
  value?: boolean;
  help?: string | null;
  disabled?: boolean;
  label_visibility?: "visible" | "hidden" | "collapsed";
  wrap?: boolean | null;
  width?: Width;
  silent?: boolean;
}

export interface VegaLiteChart extends ElementBase {
  kind: "vega_lite_chart";
  spec: string;
  theme?: "streamlit" | null;
  width?: Width;
  height?: Height;
  room?: number;
  alt?: string | null;
}

export interface Track {
  label: string;
  source: string;
}

export interface Video extends ElementBase {
  kind: "video";
  source?: string | null;
  url?: string | null;
  tube?: string | null;
  tracks?: Track[];
  start?: number;
  end?: number | null;
  loop?: boolean;
  autoplay?: boolean;
  muted?: boolean;
  alt?: string | null;
  width?: Width;
}

export interface Append {
  op: "append";
  node: number;
  field: string;
  text: string;
}

export interface Move {
  op: "move";
  node: number;
  after: number;
}

export interface Page {
  op: "page";
  set: Record<string, unknown>;
}

export interface Patch {
  op: "patch";
  node: number;
  set: Record<string, unknown>;
}

export interface Put {
  op: "put";
  node: number;
  parent: number;
  after: number;
  specs: Spec[];
}

export interface Trim {
  op: "trim";
  nodes: number[];
}

export interface Batch {
  type: "batch";
  sseq: number;
  received?: number;
  seen?: number;
  state?: "running" | "notRunning" | "stopped" | "compilationError";
  reset?: boolean;
  cursors?: Record<number, number>;
  passed?: number[];
  deltas?: (Put | Patch | Append | Move | Trim | Page)[];
}

export interface CacheSummary {
  name: string;
  label: string;
  module: string;
  kind: "data" | "resource" | "disk";
  hits?: number;
  misses?: number;
  entries?: number;
  bytes?: number;
  saved?: number;
  reason?: string | null;
  why?: string | null;
}

export interface Cache {
  type: "cache";
  functions?: CacheSummary[];
}

export interface Hello {
  type: "hello";
  token?: string | null;
  sseq?: number;
  query?: string;
  path?: string;
  timezone?: string;
  offset?: number;
  locale?: string;
  scheme?: "light" | "dark";
  url?: string;
  page?: string;
}

export interface Inspect {
  type: "inspect";
  clear?: string | null;
}

export interface Trigger {
  id: string;
  value: unknown;
}

export interface Interact {
  type: "interact";
  cseq: number;
  values?: Record<string, unknown>;
  trigger?: Trigger | null;
}

export interface Look {
  type: "look";
  scheme: "light" | "dark";
}

export interface Navigate {
  type: "navigate";
  cseq: number;
  path?: string;
  query?: string;
  values?: Record<string, unknown>;
}

export interface Ping {
  type: "ping";
}

export interface Received {
  type: "received";
  cseq: number;
}

export interface Refused {
  type: "refused";
  code: string;
  message: string;
  cseq?: number;
}

export interface Rerun {
  type: "rerun";
  cseq: number;
}

export interface Restore {
  type: "restore";
  values?: Record<string, unknown>;
}

export interface Stop {
  type: "stop";
}

export interface Welcome {
  type: "welcome";
  token: string;
  media: string;
  xsrf?: string;
  resumed: boolean;
  restore?: boolean;
  received?: number;
  most?: number;
  development?: boolean;
}

export interface NavItem {
  title: string;
  path?: string;
  icon?: string | null;
  help?: string | null;
  external?: boolean;
}

export interface NavSection {
  label?: string;
  pages?: NavItem[];
}

export interface Navigation {
  title: string;
  icon?: string | null;
  position?: "sidebar" | "top" | "hidden";
  most?: number;
  sections?: NavSection[];
}
