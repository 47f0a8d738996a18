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
