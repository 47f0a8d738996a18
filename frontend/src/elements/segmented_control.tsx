import { ButtonGroup } from "../button-group";
import type { View } from "../kinds";
import type { SegmentedControl, Width } from "../wire.gen";

export const width: Width = "content";

export default function SegmentedControlElement(view: View<SegmentedControl>) {
  return <ButtonGroup {...view} look="segments" />;
}
