import type { View } from "../kinds";
import type { Space, Width } from "../wire.gen";

export const width: Width = "content";

const REMS: Readonly<Record<string, number>> = {
  xxsmall: 0.25,
  xsmall: 0.5,
  small: 0.75,
  medium: 2.5,
  large: 4.25,
  xlarge: 6,
  xxlarge: 8,
  stretch: 0,
};

export default function SpaceElement({ element }: View<Space>) {
  const { size = "small" } = element;
  const room = typeof size === "number" ? `${size}px` : `${REMS[String(size)] ?? 0}rem`;
  return (
    <div
      class="stSpace"
      data-testid="stSpace"
      data-height={size === "stretch" ? "stretch" : undefined}
      style={{ "--room": room }}
      aria-hidden="true"
    />
  );
}
