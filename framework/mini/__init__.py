"""mini: a reactive web-app framework for Python.

    import mini as st

    name = st.text_input("Your name")
    st.write("Hello", name)

Start it with `mini run app.py`.
"""

from mini.elements.button import button as button
from mini.elements.checkbox import checkbox as checkbox
from mini.elements.container import container as container
from mini.elements.text import text as text
from mini.elements.control import rerun as rerun
from mini.elements.control import stop as stop
from mini.elements.fragment import fragment as fragment
from mini.elements.page_config import set_page_config as set_page_config
from mini.run.container import Container as Container
from mini.run.context import add_script_run_ctx as add_script_run_ctx
from mini.run.context import get_script_run_ctx as get_script_run_ctx
from mini.run.state import QueryParams, SessionState

session_state = SessionState()
query_params = QueryParams()
sidebar = Container("sidebar")
bottom = Container("bottom")
