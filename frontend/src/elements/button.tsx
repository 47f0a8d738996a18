import { ButtonView } from "../button";
import type { View } from "../kinds";
import { usePage } from "../page";
import type { Button, Width } from "../wire.gen";

export const width: Width = "content";

export default function ButtonElement({ node, element }: View<Button>) {
  const page = usePage();
  return <ButtonView element={element} testid="stButton" press={() => page.press(node)} />;
}
