import { ButtonGroup } from "../button-group";
import type { View } from "../kinds";
import type { Pills, Width } from "../wire.gen";

export const width: Width = "content";

export default function PillsElement(view: View<Pills>) {
  return <ButtonGroup {...view} look="pills" />;
}
