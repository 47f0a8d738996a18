import { ButtonView } from "../button";
import { submit } from "../enter";
import type { View } from "../kinds";
import { usePage } from "../page";
import type { FormSubmitButton, Width } from "../wire.gen";

export const width: Width = "content";

export default function FormSubmitButtonElement({ node, element }: View<FormSubmitButton>) {
  const page = usePage();
  const waits = page.waits(node.within("form"));
  return (
    <ButtonView
      element={waits ? { ...element, disabled: true } : element}
      testid="stFormSubmitButton"
      press={() => submit(page, node)}
    />
  );
}
