import { moveFocus } from "../button-group";
import { Strokes } from "../glyph";
import type { View } from "../kinds";
import { usePage } from "../page";
import type { Feedback, Width } from "../wire.gen";
import "./feedback.css";

export const width: Width = "content";

const STAR = "M12 3.5l2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9L3.5 9.7l5.9-.8z";
const FACE = "M12 3a9 9 0 100 18 9 9 0 000-18zM9 9.5v.01M15 9.5v.01";
const ICONS = {
  thumbs: [
    [
      "Thumbs down",
      "M17 13V4h3v9zM17 13l-4 8c-2 0-2.5-1.5-2-3.5l.5-2.5H5a1.5 1.5 0 01-1.5-1.8l1.5-7A2 2 0 017 4h10",
    ],
    [
      "Thumbs up",
      "M7 11v9H4v-9zM7 11l4-8c2 0 2.5 1.5 2 3.5L12.5 9H19a1.5 1.5 0 011.5 1.8l-1.5 7A2 2 0 0117 20H7",
    ],
  ],
  faces: [
    ["Very bad", `${FACE}M8 16.5c1.5-3 6.5-3 8 0`],
    ["Bad", `${FACE}M8.5 16c1.5-1.5 5.5-1.5 7 0`],
    ["So-so", `${FACE}M8.5 15.5h7`],
    ["Good", `${FACE}M8.5 14.5c1.5 1.5 5.5 1.5 7 0`],
    ["Very good", `${FACE}M8 14c1 4 7 4 8 0z`],
  ],
  stars: Array.from({ length: 5 }, (_, at) => [at ? `${at + 1} stars` : "1 star", STAR]),
} as const;
const NAMES = { thumbs: "Feedback", faces: "Feedback by faces", stars: "Feedback by stars" };

/** A choice runs the script and can be taken back: so these are buttons, as of a radio group. */
export default function FeedbackElement({ node, element }: View<Feedback>) {
  const page = usePage();
  const { options = "thumbs", disabled = false } = element;
  const value = (element.value === undefined ? element.default : element.value) ?? null;
  return (
    <div
      class={`stFeedback ${options}`}
      data-testid="stFeedback"
      role="radiogroup"
      aria-label={NAMES[options]}
      onKeyDown={moveFocus}
    >
      {ICONS[options].map(([name = "", path = ""], at) => (
        <button
          key={name}
          type="button"
          role="radio"
          class={isLit(options, value, at) ? "lit" : ""}
          aria-label={name}
          aria-checked={value === at}
          tabIndex={(value ?? 0) === at ? 0 : -1}
          disabled={disabled}
          onClick={() => page.change(node, value === at ? null : at)}
        >
          <Strokes path={path} />
        </button>
      ))}
    </div>
  );
}

/** Stars count: those before the chosen one are lit with it. */
function isLit(options: string, value: number | null, at: number): boolean {
  return value !== null && (options === "stars" ? at <= value : at === value);
}
