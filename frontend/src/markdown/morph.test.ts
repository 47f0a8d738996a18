import { expect, test } from "vitest";
import { morph } from "./morph";

function place(html: string): HTMLElement {
  const element = document.createElement("div");
  element.innerHTML = html;
  return element;
}

test.each([
  ["<p>a</p>", "<p>a b</p>"],
  ["<p>a</p>", "<ul><li>a</li></ul>"],
  ["<p>a <b>c</b></p>", "<p>a</p><p>d</p>"],
  ['<a href="x">a</a>', '<a title="y">a</a>'],
  ["", "<p>a</p>"],
  ["<p>a</p>", ""],
])("%j becomes %j", (from, to) => {
  const element = place(from);
  morph(element, to);
  expect(element.innerHTML).toBe(to);
});

test("what stays is the same node", () => {
  const element = place("<p>one <b>two</b></p>");
  const [paragraph, bold] = [element.firstChild, element.querySelector("b")];
  const words = paragraph?.firstChild;
  morph(element, "<p>one <b>two three</b> four</p>");
  expect(element.firstChild).toBe(paragraph);
  expect(paragraph?.firstChild).toBe(words);
  expect(element.querySelector("b")).toBe(bold);
});

test("what was drawn stays as long as its source does", () => {
  const element = place('<span class="math" data-drawn="x"><i>drawn</i></span>');
  morph(element, '<span class="math" data-tex="x">x</span>');
  expect(element.textContent).toBe("drawn");
  morph(element, '<span class="math" data-tex="y">y</span>');
  expect(element.innerHTML).toBe('<span class="math" data-tex="y">y</span>');
});
