const CIRCLE = "M12 3a9 9 0 100 18 9 9 0 000-18z";
const HEAD = "M12 4a4 4 0 100 8 4 4 0 000-8z";
const PAGE = "M6 3h8l4 4v14H6zM14 3v4h4";
const BUBBLE = "M4 5h16v12H10l-5 4v-4H4z";
const STAR = "M12 3.5l2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9L3.5 9.7l5.9-.8z";
const HEART = "M12 20S4 15 4 9.2A4.2 4.2 0 0112 7a4.2 4.2 0 018 2.2C20 15 12 20 12 20z";
const BIN = "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13";
const GEAR =
  "M12 9.5a2.5 2.5 0 100 5 2.5 2.5 0 000-5zM12 5.5a6.5 6.5 0 100 13 6.5 6.5 0 000-13zM12 2.5v3M12 18.5v3M2.5 12h3M18.5 12h3M5.3 5.3l2.1 2.1M16.6 16.6l2.1 2.1M18.7 5.3l-2.1 2.1M7.4 16.6l-2.1 2.1";
const LENS = "M11 4a7 7 0 100 14 7 7 0 000-14zM16 16l4.5 4.5";
const PENCIL = "M4 20l1-4L16 5l3 3L8 19zM13.5 7.5l3 3";
const CALENDAR = "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4";
const TURN = "M20 12a8 8 0 11-2.3-5.6L20 8.5M20 4v4.5h-4.5";
const FOLDER = "M3 6h6l2 2h10v11H3z";
const DATABASE =
  "M12 4c4 0 7 1.2 7 2.7S16 9.4 12 9.4 5 8.2 5 6.7 8 4 12 4zM5 6.7v10.6C5 18.8 8 20 12 20s7-1.2 7-2.7V6.7M5 12c0 1.5 3 2.7 7 2.7s7-1.2 7-2.7";
const THUMB =
  "M7 11v9H4v-9zM7 11l4-8c2 0 2.5 1.5 2 3.5L12.5 9H19a1.5 1.5 0 011.5 1.8l-1.5 7A2 2 0 0117 20H7";
const LOCK = "M6 11h12v9H6z";
const CUP =
  "M8 4h8v6a4 4 0 01-8 0zM8 6H4c0 3 1.5 4.5 4 4.5M16 6h4c0 3-1.5 4.5-4 4.5M12 14v4M8 20h8";
const SUN =
  "M12 8a4 4 0 100 8 4 4 0 000-8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4";
const GLOBE = `${CIRCLE}M3 12h18M12 3c3 3 3.5 6 3.5 9s-.5 6-3.5 9c-3-3-3.5-6-3.5-9S9 6 12 3z`;
const ROBOT =
  "M5 9h14v10H5zM12 9V5M12 5a1 1 0 100-2 1 1 0 000 2zM9 13v2M15 13v2M2.5 13v3M21.5 13v3";
const PERSON = `${HEAD}M4.5 20c.5-4 3.5-6 7.5-6s7 2 7.5 6`;
const GROUP =
  "M9 5a3.5 3.5 0 100 7 3.5 3.5 0 000-7zM2.5 19c.5-3.5 3-5 6.5-5s6 1.5 6.5 5M16 5.5a3.5 3.5 0 010 6.5M18 14.5c2 .8 3.2 2.3 3.5 4.5";
const UPLOAD = "M12 16V4M7 9l5-5 5 5M4 20h16";
const DOWNLOAD = "M12 4v12M7 11l5 5 5-5M4 20h16";
const EYE =
  "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9a3 3 0 100 6 3 3 0 000-6z";
const BARS = "M5 20V11M12 20V4M19 20v-6";
const IMAGE = "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 8.5v.01";
const SEND = "M4 12L20 4l-5 16-4-7z";
const MAIL = "M3 6h18v12H3zM3 7l9 6 9-6";
const CLOCK = `${CIRCLE}M12 7v5l3.5 2`;
const CODE = "M8 7l-5 5 5 5M16 7l5 5-5 5";
const TERMINAL = "M3 5h18v14H3zM7 9l3 3-3 3M12 15h5";
const BULB = "M9 18h6M10 21h4M8 14a6 6 0 118 0c-.7.6-1 1.2-1 2H9c0-.8-.3-1.4-1-2z";
const BOLT = "M13 3L5 14h6l-1 7 8-11h-6z";
const ROCKET =
  "M12 15l-3-3c1-4 4-8 10-8 0 6-4 9-8 10zM9 12H5l3-4M12 15v4l4-3M6 15c-1.5.5-2 3-2 5 2 0 4.5-.5 5-2";
const FLASK = "M9 3h6M10 3v6l-5 9a2 2 0 002 3h10a2 2 0 002-3l-5-9V3M7.5 15h9";
const PIN =
  "M12 21s-7-6.5-7-11.5a7 7 0 0114 0C19 14.5 12 21 12 21zM12 7a2.5 2.5 0 100 5 2.5 2.5 0 000-5z";
const MAP = "M3 6l6-2 6 2 6-2v14l-6 2-6-2-6 2zM9 4v14M15 6v14";
const FUNNEL = "M4 5h16l-6 8v6l-4-2v-4z";
const TABLE = "M4 5h16v14H4zM4 10h16M4 14.5h16M10 5v14";
const GRID = "M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z";
const CAMERA = "M3 7h4l2-3h6l2 3h4v12H3zM12 9.5a3.5 3.5 0 100 7 3.5 3.5 0 000-7z";
const MIC = "M12 3a3 3 0 013 3v6a3 3 0 01-6 0V6a3 3 0 013-3zM5.5 11a6.5 6.5 0 0013 0M12 17.5V21";
const FLAG = "M5 21V4h12l-2 4 2 4H5";
const BELL = "M6 16V11a6 6 0 0112 0v5l2 2H4zM10 21h4";
const BOOK = "M4 5c3-1 6-1 8 1 2-2 5-2 8-1v13c-3-1-6-1-8 1-2-2-5-2-8-1zM12 6v13";
const CART = "M3 4h3l2.5 11H18l2-8H7M9.5 19.5v.01M16.5 19.5v.01";
const MONEY =
  "M12 3v18M16.5 7c-1-1.5-2.5-2-4.5-2-2.5 0-4.5 1.2-4.5 3.3 0 4.7 9.5 2.4 9.5 7.2 0 2-2 3.5-5 3.5-2.2 0-4-.8-5-2.5";
const TREND = "M4 17l5-6 4 3 7-8M15 6h5v5";
const SLIDERS = "M4 7h9M17 7h3M15 5v4M4 12h3M11 12h9M9 10v4M4 17h11M19 17h1M17 15v4";
const WRENCH = "M14.5 6.5a4 4 0 015-2l-2.5 3 1.5 1.5 3-2.5a4 4 0 01-5.5 5L8 19.5 4.5 16 12.5 8z";
const PIE = "M12 3v9h9A9 9 0 1112 3zM15 3.5A8.5 8.5 0 0120.5 9H15z";
const KEY = "M8 11a4 4 0 100 8 4 4 0 000-8zM11 12l9-9M17 6l3 3M14 9l2 2";
const HOUSE = "M4 11l8-7 8 7v9h-5v-6H9v6H4z";
const LEAF = "M5 20c0-10 5-15 15-16 0 10-5 15-12 14M5 20c2-5 5-8 9-10";
const SNOW = "M12 3v18M4.2 7.5l15.6 9M19.8 7.5l-15.6 9M9.5 4.5L12 7l2.5-2.5M9.5 19.5L12 17l2.5 2.5";
const DROP = "M12 3.5s6 6.5 6 10.5a6 6 0 01-12 0c0-4 6-10.5 6-10.5z";
const CLOUD = "M7 18a4.5 4.5 0 01-.5-9A6 6 0 0118 10a4 4 0 01-.5 8z";

/** Strokes on a grid of 24, by the names that Material gives these things. */
export const ICONS: Readonly<Record<string, string>> = {
  account_circle: `${CIRCLE}M12 7a3 3 0 100 6 3 3 0 000-6zM6 18.5c1-2.5 3-3.5 6-3.5s5 1 6 3.5`,
  add: "M12 5v14M5 12h14",
  add_circle: `${CIRCLE}M12 8v8M8 12h8`,
  analytics: "M4 4h16v16H4zM8 16v-4M12 16V8M16 16v-6",
  apps: GRID,
  arrow_back: "M20 12H4M10 6l-6 6 6 6",
  arrow_downward: "M12 4v16M6 14l6 6 6-6",
  arrow_drop_down: "M7 10l5 5 5-5z",
  arrow_drop_up: "M7 14l5-5 5 5z",
  arrow_forward: "M4 12h16M14 6l6 6-6 6",
  arrow_upward: "M12 20V4M6 10l6-6 6 6",
  attach_file:
    "M19 11l-7.5 7.5a4.5 4.5 0 01-6.5-6.5L13 4.5a3 3 0 014.5 4.5L10 16.5a1.5 1.5 0 01-2-2L14.5 8",
  bar_chart: BARS,
  block: `${CIRCLE}M6 6l12 12`,
  bolt: BOLT,
  book: BOOK,
  bookmark: "M6 3h12v18l-6-5-6 5z",
  bug_report:
    "M8 9h8v6a4 4 0 01-8 0zM9 9a3 3 0 016 0M3 13h5M16 13h5M4 7l4 3M20 7l-4 3M4 20l4-3M20 20l-4-3",
  build: WRENCH,
  calculate:
    "M5 3h14v18H5zM8 7h8M8.5 12v.01M12 12v.01M15.5 12v.01M8.5 16v.01M12 16v.01M15.5 16v.01",
  calendar_month: CALENDAR,
  call: "M5 4h4l2 5-2.5 1.5a11 11 0 005 5L15 13l5 2v4a1.5 1.5 0 01-1.5 1.5A15.5 15.5 0 013.5 5.5 1.5 1.5 0 015 4z",
  cancel: `${CIRCLE}M9 9l6 6M15 9l-6 6`,
  chat: `${BUBBLE}M8 9.5h8M8 13h5`,
  chat_bubble: BUBBLE,
  check: "M5 12.5l4.5 4.5L19 7.5",
  check_box: "M4 4h16v16H4zM8 12l3 3 5-6",
  check_circle: `${CIRCLE}M8 12.3l2.8 2.7L16 9.5`,
  chevron_left: "M14.5 6l-6 6 6 6",
  chevron_right: "M9.5 6l6 6-6 6",
  circle: CIRCLE,
  close: "M6 6l12 12M18 6L6 18",
  cloud: CLOUD,
  cloud_upload: `${CLOUD}M12 16v-5M10 13l2-2 2 2`,
  code: CODE,
  content_copy: "M9 9h10v11H9zM15 9V4H5v11h4",
  content_paste: "M6 5h12v16H6zM9 3h6v4H9z",
  credit_card: "M3 5h18v14H3zM3 9.5h18M6 15h4",
  dangerous: "M8 3h8l5 5v8l-5 5H8l-5-5V8zM9 9l6 6M15 9l-6 6",
  dark_mode: "M20 14.5A8.5 8.5 0 119.5 4a7 7 0 0010.5 10.5z",
  dashboard: "M4 4h7v9H4zM13 4h7v5h-7zM13 11h7v9h-7zM4 15h7v5H4z",
  database: DATABASE,
  delete: BIN,
  delete_forever: `${BIN}M10 11l4 5M14 11l-4 5`,
  description: `${PAGE}M9 12h6M9 16h6`,
  directions_car: "M5 16V11l2-5h10l2 5v5zM5 11h14M7 16v3M17 16v3M8 13.5v.01M16 13.5v.01",
  done: "M5 12.5l4.5 4.5L19 7.5",
  done_all: "M2 12.5l4.5 4.5 8-9M11 16l1 1 9-10",
  download: DOWNLOAD,
  drag_indicator: "M9 6v.01M15 6v.01M9 12v.01M15 12v.01M9 18v.01M15 18v.01",
  eco: LEAF,
  edit: PENCIL,
  emoji_events: CUP,
  error: `${CIRCLE}M12 7.5v5.5M12 16.5v.01`,
  euro: "M18 6.5A7 7 0 106 12a7 7 0 0012 5.5M3.5 10.5H13M3.5 13.5H13",
  event: CALENDAR,
  expand_less: "M6 14.5l6-6 6 6",
  expand_more: "M6 9.5l6 6 6-6",
  explore: `${CIRCLE}M15.5 8.5l-2 5-5 2 2-5z`,
  face: `${CIRCLE}M9 10v.01M15 10v.01M8.5 14.5c2 2 5 2 7 0`,
  fast_forward: "M4 6l8 6-8 6zM12 6l8 6-8 6z",
  favorite: HEART,
  file_download: DOWNLOAD,
  file_upload: UPLOAD,
  filter_alt: FUNNEL,
  filter_list: "M4 7h16M7 12h10M10 17h4",
  flag: FLAG,
  flight: "M12 3l2 6 7 4-7 .5-1 5 2 2h-6l2-2-1-5L3 13l7-4z",
  folder: FOLDER,
  folder_open: "M3 19V6h6l2 2h9v3M3 19l3-8h16l-3 8z",
  format_list_bulleted: "M9 6h11M9 12h11M9 18h11M4.5 6v.01M4.5 12v.01M4.5 18v.01",
  forum: BUBBLE,
  fullscreen: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  function: "M17 5c-4-1.5-5 0-5.5 4L10 17c-.5 3-2 4-4 3M8 11h7",
  grid_view: GRID,
  group: GROUP,
  groups: GROUP,
  heart_plus: HEART,
  help: `${CIRCLE}M9.5 9.5a2.5 2.5 0 114 2c-1 .8-1.5 1.3-1.5 2.5M12 17v.01`,
  history: "M4 12a8 8 0 108-8c-3 0-5 1.5-6.5 3.5M4 4v4.5h4.5M12 8v4.5l3 2",
  home: HOUSE,
  hourglass_empty: "M6 3h12M6 21h12M7 3c0 5 4 6 5 9-1 3-5 4-5 9M17 3c0 5-4 6-5 9 1 3 5 4 5 9",
  image: IMAGE,
  info: `${CIRCLE}M12 11v5.5M12 7.5v.01`,
  insights: TREND,
  key: KEY,
  label: "M4 6h11l5 6-5 6H4z",
  language: GLOBE,
  laptop: "M5 5h14v11H5zM2 19h20",
  light_mode: SUN,
  lightbulb: BULB,
  link: "M10 14a4 4 0 006 .4l3-3a4 4 0 00-5.7-5.7l-1.7 1.7M14 10a4 4 0 00-6-.4l-3 3a4 4 0 005.7 5.7l1.7-1.7",
  list: "M4 6h16M4 12h16M4 18h16",
  local_fire_department:
    "M12 3c1 4 6 6 6 11a6 6 0 01-12 0c0-3 2-4 2-7 2 1 3 2.5 3 4 1.5-2 2-5 1-8z",
  location_on: PIN,
  lock: `${LOCK}M8.5 11V8a3.5 3.5 0 017 0v3`,
  lock_open: `${LOCK}M8.5 11V8a3.5 3.5 0 016.5-1.5`,
  login: "M14 4h6v16h-6M4 12h11M11 8l4 4-4 4",
  logout: "M10 4H4v16h6M9 12h11M16 8l4 4-4 4",
  mail: MAIL,
  map: MAP,
  medical_services: "M3 8h18v12H3zM9 8V4h6v4M12 11v6M9 14h6",
  memory: "M7 7h10v10H7zM10 3v4M14 3v4M10 17v4M14 17v4M3 10h4M3 14h4M17 10h4M17 14h4",
  menu: "M4 6h16M4 12h16M4 18h16",
  menu_book: BOOK,
  mic: MIC,
  monitoring: TREND,
  mood: `${CIRCLE}M9 10v.01M15 10v.01M8.5 14.5c2 2 5 2 7 0`,
  more_horiz: "M6 12v.01M12 12v.01M18 12v.01",
  more_vert: "M12 6v.01M12 12v.01M12 18v.01",
  movie: "M3 6h18v13H3zM3 10.5h18M7 6l2 4.5M12 6l2 4.5M17 6l2 4.5",
  music_note:
    "M9 18V5l10-2v12M9 18a2.5 2.5 0 11-5 0 2.5 2.5 0 015 0zM19 15a2.5 2.5 0 11-5 0 2.5 2.5 0 015 0z",
  nightlight: "M20 14.5A8.5 8.5 0 119.5 4a7 7 0 0010.5 10.5z",
  notifications: BELL,
  open_in_new: "M13 4h7v7M20 4l-9 9M18 14v6H4V6h6",
  palette: `${CIRCLE}M8 10v.01M12 7.5v.01M16 10v.01M15 20c-3-2 0-5 5.5-5`,
  pause: "M8 5v14M16 5v14",
  payments: MONEY,
  person: PERSON,
  person_add: "M10 4a4 4 0 100 8 4 4 0 000-8zM2.5 20c.5-4 3.5-6 7.5-6s7 2 7.5 6M19 8v6M16 11h6",
  pets: "M12 12c-3 0-6 3-6 6 0 2 2 2.5 6 2.5s6-.5 6-2.5c0-3-3-6-6-6zM5 10v.5M9 6v.5M15 6v.5M19 10v.5",
  photo_camera: CAMERA,
  pie_chart: PIE,
  play_arrow: "M7 4l13 8-13 8z",
  play_circle: `${CIRCLE}M10 8l6 4-6 4z`,
  power_settings_new: "M12 3v9M6.5 7a8 8 0 1011 0",
  print: "M7 9V3h10v6M7 17H4V9h16v8h-3M7 14h10v7H7z",
  psychology: BULB,
  public: GLOBE,
  push_pin: "M9 3h6l-1 6 3 3v2H7v-2l3-3zM12 14v7",
  query_stats: TREND,
  question_mark: "M8 8a4 4 0 116 3.5c-1.5 1-2 2-2 3.5M12 19v.01",
  radio_button_checked: `${CIRCLE}M12 9a3 3 0 100 6 3 3 0 000-6z`,
  receipt: "M6 3h12v18l-3-2-3 2-3-2-3 2zM9 8h6M9 12h6",
  refresh: TURN,
  remove: "M5 12h14",
  replay: "M4 12a8 8 0 102.3-5.6L4 8.5M4 4v4.5h4.5",
  restart_alt: TURN,
  rocket: ROCKET,
  rocket_launch: ROCKET,
  save: "M4 4h13l3 3v13H4zM8 4v5h7V4M7 20v-7h10v7",
  scatter_plot: "M4 4v16h16M9 15v.01M12 10v.01M16 13v.01M18 7v.01",
  schedule: CLOCK,
  school: "M2 9l10-5 10 5-10 5zM6 11v5c3 3 9 3 12 0v-5M22 9v6",
  science: FLASK,
  search: LENS,
  send: SEND,
  sentiment_dissatisfied: `${CIRCLE}M9 10v.01M15 10v.01M8.5 16c2-2 5-2 7 0`,
  sentiment_satisfied: `${CIRCLE}M9 10v.01M15 10v.01M8.5 14.5c2 2 5 2 7 0`,
  settings: GEAR,
  share:
    "M17 4a2.5 2.5 0 100 5 2.5 2.5 0 000-5zM6 9.5a2.5 2.5 0 100 5 2.5 2.5 0 000-5zM17 15a2.5 2.5 0 100 5 2.5 2.5 0 000-5zM8.3 11l6.4-3.4M8.3 13l6.4 3.4",
  shield: "M12 3l8 3v6c0 5-4 8-8 9-4-1-8-4-8-9V6z",
  shopping_cart: CART,
  show_chart: "M4 17l5-6 4 3 7-8",
  skip_next: "M6 5l10 7-10 7zM18 5v14",
  skip_previous: "M18 5L8 12l10 7zM6 5v14",
  smart_toy: ROBOT,
  sort: "M4 7h16M4 12h11M4 17h6",
  speed: "M4 18a9 9 0 1116 0zM12 15l4-5",
  star: STAR,
  stop: "M6 6h12v12H6z",
  storage: DATABASE,
  store: "M4 10v10h16V10M3 10l2-6h14l2 6zM9 20v-6h6v6",
  sunny: SUN,
  sync: "M20 11a8 8 0 00-14-4L4 9M4 4v5h5M4 13a8 8 0 0014 4l2-2M20 20v-5h-5",
  table: TABLE,
  table_chart: TABLE,
  target: `${CIRCLE}M12 8a4 4 0 100 8 4 4 0 000-8zM12 12v.01`,
  terminal: TERMINAL,
  thermostat: "M10 13V5a2 2 0 014 0v8a4 4 0 11-4 0z",
  thumb_down:
    "M17 13V4h3v9zM17 13l-4 8c-2 0-2.5-1.5-2-3.5l.5-2.5H5a1.5 1.5 0 01-1.5-1.8l1.5-7A2 2 0 017 4h10",
  thumb_up: THUMB,
  timeline: "M4 17l5-5 4 3 7-8M4 17v.01M9 12v.01M13 15v.01M20 7v.01",
  timer: "M12 6a7.5 7.5 0 100 15 7.5 7.5 0 000-15zM12 9.5V14M9.5 3h5",
  today: CALENDAR,
  translate: "M3 6h10M8 4v2M11 6c-1 4-4 7-7 8M5.5 9c1 2.5 3.5 4.5 6 5M12 20l4.5-10L21 20M13.5 17h6",
  travel_explore: GLOBE,
  trending_down: "M4 7l5 6 4-3 7 8M15 18h5v-5",
  trending_flat: "M4 12h16M15 7l5 5-5 5",
  trending_up: TREND,
  tune: SLIDERS,
  undo: "M9 5L4 10l5 5M4 10h10a6 6 0 010 12h-3",
  unfold_more: "M8 9l4-4 4 4M8 15l4 4 4-4",
  upload: UPLOAD,
  upload_file: `${PAGE}M12 18v-6M9.5 14.5L12 12l2.5 2.5`,
  verified: `${STAR}`,
  videocam: "M3 6h12v12H3zM15 10l6-3v10l-6-3",
  view_column: "M4 5h16v14H4zM9.3 5v14M14.7 5v14",
  visibility: EYE,
  visibility_off: `${EYE}M4 4l16 16`,
  volume_up: "M4 9v6h4l5 4V5L8 9zM16 9a4 4 0 010 6M18.5 6.5a8 8 0 010 11",
  warning: "M12 9.5v4.5M12 17v.01M12 4L2.8 19.5h18.4z",
  water_drop: DROP,
  waving_hand:
    "M8 13L5.5 8.5a1.5 1.5 0 012.5-1.5l2 3-2.5-5a1.5 1.5 0 012.5-1.5l3 5-1.5-4a1.5 1.5 0 012.5-1l3 7c1.5 4-1 8-5 8.5-3 0-4.5-2-6-5zM3 14c0 3 2 5 4 6",
  wifi: "M3 9.5a13 13 0 0118 0M6 13a8.5 8.5 0 0112 0M9 16.5a4 4 0 016 0M12 19.5v.01",
  work: "M3 8h18v12H3zM9 8V4h6v4M3 13h18",
  ac_unit: SNOW,
  zoom_in: `${LENS}M8 11h6M11 8v6`,
  zoom_out: `${LENS}M8 11h6`,
};
