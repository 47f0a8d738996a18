"""Texts of all kinds, as tests/browser/test_text.py looks at them."""

import mini as st

PICTURE = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="
TEXTS = {
    "table": "| a | b |\n|:-:|--:|\n| :red[x] | 1 |",
    "tasks": "- [x] one\n- [ ] two",
    "struck": "~~gone~~ www.example.org https://example.org/a_b_c a@example.org",
    "notes": "one[^b] two[^a] three[^b]\n\n[^a]: *second*\n[^b]: first",
    "emoji": ":smile: :+1: :no_such_one: 10:30:20",
    "icons": ":material/home: :material/email: :material/no_such_one:",
    "colours": ":red[a :blue[**b**] c] :green-background[d] :orange-badge[e] :rainbow[f] :small[g]",
    "foreign": ":foo[x] :red[open",
    "symbols": "a -> b <- c <-> d -- e >= f <= g ~= h, `->`, a->b",
    "prices": "$5 and $10, US$5 or US$6, between $1,000 and $2,000",
    "formulas": "so $a_b$ and $$c$$ are\n\n$$\nd^2\n$$",
    "fence": "```python\nx = 1  # -> :red[x]\n```",
    "breaks": "a\nb  \nc\\\nd",
    "links": "[a](https://b.example) [b](#here) [c](javascript:alert(1)) [d](mailto:a@b.example)",
    "picture": f"![A dot]({PICTURE})",
    "escaped": "<b>x</b> <script>alert(1)</script> &amp; &copy;",
    "arabic": "مرحبا **بالعالم**",
    "headings": "# One\n## Two :red[words]\n### Three",
}
HTML = """<style>.inked { color: rgb(1, 2, 3); background: white }</style>
<p class="inked" style="letter-spacing: 2px">inked</p>
<script>window.broken = 1</script>
<a href="javascript:window.broken = 1">link</a>
<form action="https://evil.example">form</form>"""

st.title("Title :blue[in blue]", anchor="top", icon=":material/edit:")
st.header("Header", divider="green")
st.subheader("No anchor", anchor=False, help="Help with **words**.")
for key, text in TEXTS.items():
    with st.container(key=key):
        st.markdown(text)
with st.container(key="nolinks"):
    st.markdown("# Quiet", anchors=False)
with st.container(key="allowed"):
    st.markdown(HTML, unsafe_allow_html=True)
with st.container(key="html"):
    st.html(HTML.replace("inked", "drawn"))
with st.container(key="label"):
    st.checkbox("**Bold** :material/star: $x^2$ :red[red]", help="With `code`")
with st.container(key="cells"):
    st.table({"a": ["**b**", ":green-badge[c]"]})
with st.container(key="caption"):
    st.caption("*quiet* :material/info:")
with st.container(key="latex"):
    st.latex(r"\frac{a}{b}", help="A fraction.")
    st.latex(r"\frac{")
with st.container(key="badge"):
    st.badge("New [1]", icon=":material/check:", color="green")
with st.container(key="helped"):
    st.badge("Late", help="By two days.")
with st.container(key="tree"):
    st.json(
        {
            "name": "Ada",
            "list": [1, 2.5, None, True, float("nan"), 2**70],
            "inner": {"deep": {"deeper": "end"}},
            "long": list(range(250)),
            "words": "w" * 600,
            "empty": [],
        },
        expanded=1,
    )
with st.container(key="closed"):
    st.json([1, 2], expanded=False)
with st.container(key="help"):
    st.help(st.json)
with st.container(key="echo"), st.echo():
    "written by magic"
st.html("<style>.nowhere { color: red }</style>")
st.button("Rerun")
