"""`mini init`: the files of a new app."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

_FILES: Final = {
    "app.py": '''"""A first app: start it with `mini run app.py`."""

import mini as st

st.set_page_config("Hello", "👋")
st.title("Hello")
name = st.text_input("Your name")
if name:
    st.write(f"Hello, **{name}**.")
''',
    ".mini/config.toml": """# Options of this app; `mini config show` lists them all.

[theme]
# primaryColor = "#4353c9"
""",
    ".gitignore": ".mini/secrets.toml\n",
}


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=".")
def init(folder: Path) -> None:
    """Write a first app into FOLDER; files that are there stay as they are."""
    for name, content in _FILES.items():
        path = folder / name
        if path.exists():
            click.echo(f"  {path} is there already.")
            continue
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, "utf-8")
        except OSError as error:
            raise click.ClickException(f"{path} cannot be written: {error.strerror}.") from None
        click.echo(f"  {path} is written.")
    click.echo(f"Start it with `mini run {folder / 'app.py'}`.")
