// @vitest-environment jsdom
// DOMPurify needs a DOM that keeps to the standard in every corner.
import { cleanup, render, screen } from "@testing-library/preact";
import { afterEach, describe, expect, test, vi } from "vitest";
import { highlight, lines } from "../highlight";
import { isPlain, isPlainInline, lightly } from "../inline";
import { slug } from "../slug";
import { BlockMarkdown, inlineHtml } from "./render";

afterEach(cleanup);

function shown(body: string, html = false): string {
  const { container } = render(<BlockMarkdown body={body} html={html} anchors={false} />);
  return container.innerHTML;
}

describe("the dialect", () => {
  test.each([
    [":red[hot]", '<span class="md-colour" data-colour="red">hot</span>'],
    [":blue-background[a [b] c]", '<span class="md-background" data-colour="blue">a [b] c</span>'],
    [
      ":green-badge[**ok**]",
      '<span class="md-badge" data-colour="green"><strong>ok</strong></span>',
    ],
    [":small[tiny]", '<span class="md-small" data-colour="">tiny</span>'],
    ["a -> b", "a → b"],
    ["3 < 4 & <b>", "3 &lt; 4 &amp; &lt;b&gt;"],
    ["costs $5 and $10", "costs $5 and $10"],
    ["snake_case_name", "snake_case_name"],
  ])("%s", (text, html) => {
    expect(inlineHtml(text)).toBe(html);
  });

  test("formulas keep their text until they are drawn", () => {
    expect(inlineHtml("$a_b$")).toBe('<span class="math" data-tex="a_b">a_b</span>');
    expect(shown("$$\nx^2\n$$")).toContain('class="math display" data-tex="x^2"');
    expect(shown("$$x^2$$")).toContain('class="math display" data-tex="x^2"');
    expect(shown("so $$x^2$$ is")).toContain('<span class="math" data-tex="x^2">');
  });

  test("tables, task lists and footnotes", () => {
    expect(shown("| a |\n|--:|\n| 1 |")).toContain('<td align="right">1</td>');
    expect(shown("- [x] done")).toContain('aria-label="Done"');
    const notes = shown("a[^x] b[^y] c[^x] d[^z]\n\n[^y]: **two**\n[^x]: one\n[^u]: unseen\n\nend");
    const text = new DOMParser().parseFromString(notes, "text/html").body.textContent;
    expect(text?.replace(/\s+/g, " ").trim()).toBe("a1 b2 c1 d[^z] end 1 one ↩ ↩2 two ↩");
    const [first = ""] = /href="#(fn[^"]*-1)"/.exec(notes)?.slice(1) ?? [];
    expect(notes).toContain(`<p class="footnote" id="${first}">`);
  });
});

describe("what is not to be trusted", () => {
  test.each([
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    '<a href="javascript:alert(1)">x</a>',
    "<svg><script>alert(1)</script></svg>",
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<form action="https://evil.example"><input></form>',
    "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
  ])("%s is made harmless", (html) => {
    expect(shown(html, true)).not.toMatch(/script|onerror=|javascript:|<iframe|<form/i);
  });

  test("links are only http, https, mailto or relative, and open outside", () => {
    expect(inlineHtml("[a](https://example.org)")).toContain(
      'target="_blank" rel="noopener noreferrer"',
    );
    expect(inlineHtml("[a](javascript:alert(1))")).not.toContain("javascript");
    expect(inlineHtml("[a](data:text/html,x)")).not.toContain("data:");
    expect(inlineHtml("[a](#here)")).not.toContain("target");
  });

  test("tags are text unless they are allowed", () => {
    expect(shown("<b>x</b>")).toContain("&lt;b&gt;");
    expect(shown("<b>x</b>", true)).toContain("<b>x</b>");
    expect(shown("<style>.a{color:red}</style>\n\nx", true)).toContain("<style>");
  });
});

test("text that is appended leaves the blocks before it alone", () => {
  const { container, rerender } = render(
    <BlockMarkdown body={"# a\n\nfirst"} html={false} anchors={false} />,
  );
  const heading = container.querySelector("h1");
  rerender(
    <BlockMarkdown body={"# a\n\nfirst **and** more\n\nlast"} html={false} anchors={false} />,
  );
  expect(container.querySelector("h1")).toBe(heading);
  expect(screen.getByText("last")).toBeTruthy();
});

const LONG = `# Birds

The **344** on *three* [islands](/map) have \`4\` cams.

| island | birds |
|---|---|
| Dream | 124 |

\`\`\`python
def count(birds):

    return 344
\`\`\`

- first
- last **item**
`;

test("a text that grows never shows its marks", () => {
  const { container, rerender } = render(<div />);
  const seen = new Map<string, string>();
  for (let end = 1; end <= LONG.length; end++) {
    const body = LONG.slice(0, end).trim();
    rerender(<BlockMarkdown body={body} html={false} anchors={false} cursor="▌" />);
    const marks = /[*|`#[]|- |---/.exec(container.textContent ?? "");
    if (marks) seen.set(body.slice(-12), marks[0]);
  }
  expect([...seen]).toEqual([]);
});

test("a long text is drawn piece by piece", async () => {
  const body = "word ".repeat(4000).concat("\n\n").repeat(5);
  const { container } = render(<BlockMarkdown body={body} html={false} anchors={false} />);
  expect(container.querySelectorAll("p").length).toBe(1);
  await vi.waitFor(() => expect(container.querySelectorAll("p").length).toBe(5), 20_000);
});

test("what stands far behind plain words is found", () => {
  const words = "word ".repeat(100);
  expect(inlineHtml(`${words}:red[x] -> y`)).toContain('data-colour="red">x</span> → y');
  expect(inlineHtml(`${words}https://example.org/${"a".repeat(300)}`)).toContain("a</a>");
});

test.each(["Plain words, 1.5 and 50 %", "What? (yes): no", "a - b"])(
  "%j needs no parser",
  (text) => {
    expect(isPlainInline(text)).toBe(true);
    expect(isPlain(text)).toBe(true);
  },
);

test.each([
  "# head",
  "- item",
  "1. one",
  "> quote",
  "a | b",
  "---",
  "    code",
  "**b**",
  ":red[x]",
  ":smile:",
])("%j needs the parser", (text) => {
  expect(isPlain(text)).toBe(false);
});

test.each([
  ["Count is `3`.", "Count is <code>3</code>."],
  [
    "**Bold** and *italic*, `a_b**c`",
    "<strong>Bold</strong> and <em>italic</em>, <code>a_b**c</code>",
  ],
  ["no marks at all", "no marks at all"],
])("%j needs no parser, and looks as if it had one", (text, html) => {
  const { container } = render(<p>{lightly(text)}</p>);
  expect(container.firstElementChild?.innerHTML).toBe(html);
  expect(inlineHtml(text)).toBe(html);
});

test.each(["2*3*4", "a `b", "**[x](y)**", "***both***", "snake_case", "` x `", "w**o**rd"])(
  "%j is left to the parser",
  (text) => {
    expect(lightly(text)).toBeNull();
  },
);

test("headings have ids of their words", () => {
  expect(slug("Größe & Gewicht: :material/home: 3")).toBe("größe-gewicht-3");
});

test("highlighted code is escaped, and cut into lines with whole tags", async () => {
  expect(await highlight("x = '<b>'", "python")).not.toContain("<b>");
  expect(await highlight("x", "klingon")).toBeNull();
  expect(lines('<span class="a">1\n2</span>')).toEqual([
    '<span class="a">1</span>',
    '<span class="a">2</span>',
  ]);
});

test.each([
  "<style>@import url(https://evil.example);a{}</style>x",
  "<style>@\\69mport 'https://evil.example';a{}</style>x",
  "<style>@IMP\\00006F rt 'https://evil.example';a{}</style>x",
  "<svg><style>@import '//evil.example';</style></svg>x",
])("%s brings no style sheet along", (html) => {
  expect(shown(html, true)).toContain("@not-");
});

test("a style sheet stays as it is", () => {
  const sheet = "<style>@important{} a::after{content:'@imp'} @media print{a{color:red}}</style>x";
  expect(shown(sheet, true)).toContain("@media print{a{color:red}}");
});
