import type { Page } from "./page";
import type { Node } from "./store";

/** Presses a submit button; goes to the first field that holds its form back. */
export function submit(page: Page, button: Node): void {
  if (page.submit(button)) return;
  const form = document.activeElement?.closest(".stForm");
  requestAnimationFrame(() => {
    form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  });
}

/** Enter in a field: presses the first submit button of its form, where the form wants that. */
export function submitByEnter(page: Page, field: Node): void {
  const form = field.within("form");
  const button = form && pressed(form);
  if (button) submit(page, button);
}

function pressed(form: Node): Node | false | undefined {
  const button = [...form.below()].find((node) => node.kind === "form_submit_button");
  const wanted = form.element.peek()["enter_to_submit"] !== false;
  return wanted && button?.element.peek()["disabled"] !== true && button;
}

/** What Enter will do with the text in a field. */
export function enterHint(field: Node): string {
  const form = field.within("form");
  if (!form) return "Press Enter to apply";
  return pressed(form) ? "Press Enter to submit" : "";
}
