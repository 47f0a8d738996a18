import { expect, test } from "vitest";
import { pieces } from "./pieces";

const WORDS = `${"word ".repeat(400)}\n\n`;

test("a short text stays whole", () => {
  expect(pieces("a\n\nb")).toEqual(["a\n\nb"]);
});

test("a long text is cut between paragraphs, and nothing is lost", () => {
  const text = WORDS.repeat(100);
  const cut = pieces(text);
  expect(cut.length).toBeGreaterThan(5);
  expect(cut.join("")).toBe(text);
});

test.each([
  ["a fence", `\`\`\`\n${WORDS.repeat(100)}\`\`\`\n`],
  ["a list", `- item\n\n  ${WORDS}`.repeat(100)],
  ["footnotes", `${WORDS.repeat(100)}[^1]: note`],
])("%s is never cut", (_name, text) => {
  expect(pieces(text)).toEqual([text]);
});

test("what links are called is known in each piece", () => {
  const cut = pieces(`${WORDS.repeat(100)}[a]: https://a.example\n`);
  expect(cut.every((piece) => piece.includes("[a]: https://a.example"))).toBe(true);
});
