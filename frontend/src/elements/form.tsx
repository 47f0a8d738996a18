import { VerticalBlock } from "../element";
import type { View } from "../kinds";
import { usePage } from "../page";
import type { Form } from "../wire.gen";

export default function FormElement({ node, element }: View<Form>) {
  const { border = true, height = "content" } = element;
  const fixed = typeof height === "number";
  return (
    <div
      class={`stForm${border ? " bordered" : ""}${fixed ? " scrolls" : ""}`}
      data-testid="stForm"
      style={fixed ? { height: `${height}px` } : undefined}
    >
      <VerticalBlock node={node} />
      <MissingButton form={node} />
    </div>
  );
}

/** Reads the children's signals, so that it comes and goes with the button. */
function MissingButton({ form }: { form: View["node"] }) {
  const { state } = usePage();
  if (state.value !== "notRunning" || hasButton(form)) return null;
  return (
    <p class="note warning" role="status">
      This form has no submit button, so nothing in it can be sent.
    </p>
  );
}

function hasButton(node: View["node"]): boolean {
  return node.children.value.some(
    (child) => child.kind === "form_submit_button" || hasButton(child),
  );
}
