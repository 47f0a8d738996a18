"""Text: Markdown, trees of data, formulas, HTML, help and source."""

import datetime as dt
from dataclasses import dataclass

import mini as st

PROSE = """
Plain words with **bold**, *italic*, ~~struck~~, `code` and a [link](https://example.org).
Colours: :red[red], :orange[orange], :yellow[yellow], :green[green], :blue[blue],
:violet[violet], :gray[gray], :primary[primary] and :rainbow[all of them]; :small[small words];
:blue-background[a ground], and **:green[bold :orange[in two] colours]**.

Icons :material/flight: :material/sailing: :material/pets: and emoji :penguin: :ice_cube:.
Typing `->` gives an arrow -> and `--` a dash -- as in 3 >= 2. A fish costs $5, two cost $10.
The area is $\\pi r^2$, and a footnote explains it[^area].

- [x] weigh the birds
- [ ] feed them
  1. with krill
  2. with squid

> The penguin is at home in two worlds.

| Island | Penguins | Share |
|:-------|---------:|:-----:|
| Biscoe |      168 | :green-badge[49 %] |
| Dream  |      124 | :blue-badge[36 %] |

```sql
SELECT island, count(*) FROM penguins GROUP BY island
```

$$
\\sum_{k=0}^{n-1} a r^k = a \\left(\\frac{1 - r^n}{1 - r}\\right)
$$

[^area]: Of a *circle* with the radius $r$.
"""


@dataclass
class Bird:
    """A penguin of the Palmer Archipelago."""

    name: str
    mass: float

    def heavier(self, other: "Bird") -> bool:
        """Say whether it weighs more than another one."""
        return self.mass > other.mass


def show() -> None:
    """Show the commands for text in their main variants."""
    st.header("Headings", divider="rainbow", icon=":material/title:")
    st.subheader("With a help", help="It has *Markdown*, too.", divider="blue")
    st.caption("A caption, for sources and notes.")
    st.text("fixed   width,\n  as it is")

    st.header("Markdown")
    st.markdown(PROSE)
    with st.container(horizontal=True):
        st.badge("New")
        st.badge("Approved", icon=":material/check:", color="green")
        st.badge("Late", icon=":material/schedule:", color="orange", help="By two days.")
        st.badge("Draft", color="gray")

    st.header("Data as a tree")
    st.json(
        {
            "name": "Gentoo",
            "seen": dt.date(2009, 12, 1),
            "mass": [5.0, 5.4, float("nan"), None],
            "ringed": True,
            "islands": {"Biscoe": {"birds": 124}, "Dream": {}},
        },
        expanded=2,
    )
    st.json({"a long list": list(range(250))}, expanded=False)

    st.header("Formulas and HTML")
    st.latex(r"e^{i\pi} + 1 = 0", help="Euler's identity.")
    st.html(
        "<style>.swatch { display: inline-block; inline-size: 4rem; block-size: 1rem;"
        " border-radius: 1rem; background: linear-gradient(90deg, teal, gold) }</style>"
        '<p>HTML with a style sheet: <span class="swatch"></span></p>'
    )

    st.header("Help and source")
    gentoo = Bird("Gentoo", 5.0)
    st.help(gentoo)
    with st.echo():
        # What runs here is shown, too.
        doubled = [2 * number for number in range(3)]
        st.write("Doubled:", doubled, "and a number,", 42)
