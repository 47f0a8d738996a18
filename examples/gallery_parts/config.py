"""Options, secrets and the visitor: what an app knows of where it runs."""

import mini as st


def show() -> None:
    """Show options, a theme, secrets, and what is known of the visitor."""
    st.header("Options")
    st.write(
        "From `.mini/config.toml`, the environment, and flags such as `--server.port 8502`; "
        "`mini config show` lists them all."
    )
    names = ["server.port", "client.toolbarMode", "client.showErrorDetails", "runner.fastReruns"]
    st.table({"Option": names, "Value": [str(st.get_option(name)) for name in names]})

    st.header("The theme")
    st.write("A primary colour changes all that stands out. It is changed here for all visitors.")
    left, right = st.columns(2)
    with left:
        colours = {"As it is": None, "Sea": "#00638a", "Forest": "#2f6b3a", "Brick": "#a03a22"}
        chosen = st.radio("Primary colour", list(colours), key="config_colour")
        if colours[chosen] != st.get_option("theme.primaryColor"):
            st.set_option("theme.primaryColor", colours[chosen])
            st.rerun()
    with right:
        st.button("Primary", type="primary", key="config_primary")
        st.slider("Level", 0, 100, 40, key="config_level")
        st.markdown("A [link](https://example.org), and `code`.")

    st.header("Secrets")
    st.write("From `.mini/secrets.toml`. They show in no traceback, and in no log.")
    if st.secrets.load_if_toml_exists():
        st.write("Their names:", ", ".join(st.secrets))
    else:
        st.info("This app has no secrets.", icon=":material/key:")
    st.code('password = st.secrets.database.password\ntoken = st.secrets["token"]')

    st.header("The visitor")
    context = st.context
    st.table(
        {
            "What": ["Theme", "Language", "Time zone", "Address", "Embedded", "Browser"],
            "Value": [
                context.theme.type,
                context.locale or "unknown",
                f"{context.timezone or 'unknown'} ({context.timezone_offset or 0} min to UTC)",
                context.url or "unknown",
                "yes" if context.is_embedded else "no",
                context.headers.get("User-Agent", "unknown"),
            ],
        }
    )
    st.caption("Choose another theme in the menu: the table is shown anew, since it asks for it.")
