/** The few icons of the page itself, as strokes on a grid of 24. */
const GLYPHS = {
  calendar: "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4",
  chart: "M4 4v16h16M7.5 15l4-5 3.5 3 4.5-6",
  check: "M5 12.5l4.5 4.5L19 7.5",
  chevron: "M6 9.5l6 6 6-6",
  clock: "M12 3a9 9 0 100 18 9 9 0 000-18zM12 7v5l3.5 2",
  close: "M6 6l12 12M18 6L6 18",
  copy: "M9 9h10v11H9zM15 9V4H5v11h4",
  dots: "M12 5a.6.6 0 100 1.2 .6.6 0 000-1.2zM12 11.4a.6.6 0 100 1.2 .6.6 0 000-1.2zM12 17.8a.6.6 0 100 1.2 .6.6 0 000-1.2z",
  error: "M12 7.5v5.5M12 16.5v.01M12 3a9 9 0 100 18 9 9 0 000-18z",
  external: "M14 5h5v5M19 5l-8 8M10 6H6v12h12v-4",
  expand: "M14 4h6v6M10 20H4v-6M20 4l-7 7M4 20l7-7",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9a3 3 0 100 6 3 3 0 000-6z",
  eyeOff:
    "M4 4l16 16M9.9 5.8A9 9 0 0112 5.5c6 0 9.5 6.5 9.5 6.5a16 16 0 01-3 3.7M6.3 7.3A16 16 0 002.5 12S6 18.5 12 18.5a9 9 0 004-1M10 10a3 3 0 004 4",
  grow: "M4.5 9.5v-5h5M19.5 14.5v5h-5M4.5 4.5l6 6M19.5 19.5l-6-6",
  info: "M12 11v5.5M12 7.5v.01M12 3a9 9 0 100 18 9 9 0 000-18z",
  link: "M10 14a4 4 0 006 .4l3-3a4 4 0 00-5.7-5.7l-1.7 1.7M14 10a4 4 0 00-6-.4l-3 3a4 4 0 005.7 5.7l1.7-1.7",
  minus: "M6 12h12",
  layers: "M12 3.5l8.5 4.5-8.5 4.5L3.5 8zM3.5 12l8.5 4.5 8.5-4.5M3.5 16l8.5 4.5 8.5-4.5",
  next: "M9.5 6l6 6-6 6",
  plus: "M6 12h12M12 6v12",
  previous: "M14.5 6l-6 6 6 6",
  refresh: "M19.5 12a7.5 7.5 0 11-2.2-5.3L20 9.3M20 4.5v4.8h-4.8",
  shrink: "M10 4.5V10H4.5M14 19.5V14h5.5M10 10L4 4M14 14l6 6",
  sidebar: "M4 5h16v14H4zM10 5v14",
  success: "M8 12.3l2.8 2.7L16 9.5M12 3a9 9 0 100 18 9 9 0 000-18z",
  warning: "M12 9.5v4.5M12 17v.01M12 4L2.8 19.5h18.4z",
  table: "M4 5h16v14H4zM4 10h16M10 10v9",
  up: "M12 19V5M6 11l6-6 6 6",
  down: "M12 5v14M6 13l6 6 6-6",
} as const;

export type GlyphName = keyof typeof GLYPHS;

export function Glyph({ name }: { name: GlyphName }) {
  return <Strokes path={GLYPHS[name]} />;
}

export function Strokes({ path }: { path: string }) {
  return (
    <svg class="glyph" viewBox="0 0 24 24" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}
