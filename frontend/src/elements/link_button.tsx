import { ButtonView } from "../button";
import type { View } from "../kinds";
import { usePage } from "../page";
import type { LinkButton, Width } from "../wire.gen";

export const width: Width = "content";

export default function LinkButtonElement({ node, element }: View<LinkButton>) {
  const page = usePage();
  const press = () => {
    if (element.silent === false) page.press(node);
  };
  return <ButtonView element={element} testid="stLinkButton" press={press} href={element.url} />;
}
