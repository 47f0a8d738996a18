"""All options, but for those of the theme: one row each."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from mini.config.option import Option
from mini.config.theme_table import THEME, THEME_SECTIONS

_LIVE: Final = "live"
_NONE: Final = "none"
_NO_TLS: Final = "Refused: mini serves no TLS itself, so put a proxy that does in front of it."

# Name, kind, default, whether it is live or without effect, what it does.
_ROWS: Final[tuple[tuple[str, str, Any, str, str], ...]] = (
    ("server.port", "port", 8501, "",
     "Port to listen on. Unless it is set, the next free one is taken when 8501 is in use."),
    ("server.address", "text", None, "", "Address to listen on; by default 127.0.0.1."),
    ("server.headless", "switch", False, "", "Open no browser."),
    ("server.runOnSave", "switch", True, _LIVE,
     "Run the app again when a file of it is saved; if false, the next interaction runs it."),
    ("server.fileWatcherType", "choice", "auto", "",
     "How saved files are noticed. `watchdog` is the same as `auto`; `none` watches nothing."),
    ("server.baseUrlPath", "text", "", "", "Path to serve the app below, as `apps/one`."),
    ("server.enableStaticServing", "switch", False, "",
     "Serve the folder `static` beside the script at `app/static/`."),
    ("server.allowedHosts", "hosts", (), "",
     "Names that the app is known by, such as `app.example.com`; others are refused. `*`: any."),
    ("server.enableCORS", "switch", True, "",
     "Refuse the pages of other sites; if false, any site can use the app as its visitor."),
    ("server.corsAllowedOrigins", "origins", (), "",
     "Other sites whose pages may use the app, such as `https://example.com`."),
    ("server.enableXsrfProtection", "switch", True, "",
     "Ask requests that change something for the token of the page that makes them."),
    ("server.maxNesting", "count", 100, _LIVE, "Containers that can stand in one another."),
    ("server.headTimeout", "amount", 20, "",
     "Seconds within which a request says all that stands before its body."),
    ("server.frameAncestors", "sources", (), "",
     "Sites that may show the app in a frame, such as `https://example.com`; empty: any."),
    ("server.maxMessageSize", "amount", 200, _LIVE, "Megabytes that one element can have."),
    ("server.maxWidgetStateSize", "amount", 1, "",
     "Megabytes that one message of a page can have, such as what is typed into a text area."),
    ("server.maxElements", "count", 100_000, _LIVE, "Elements that one page can have."),
    ("server.maxUploadSize", "amount", 200, _LIVE, "Megabytes that one uploaded file can have."),
    ("server.maxSessions", "count", 20_000, "",
     "Sessions at once, those too that wait for their page to come back. Later pages wait."),
    ("server.maxSessionsPerBrowser", "count", 100, "",
     "Sessions of one browser at once, as a cookie tells. Later pages wait."),
    ("server.maxInteractionsPerSecond", "count", 500, "",
     "Interactions a second that are read of one page while others of it wait; the rest is later."),
    ("server.websocketPingInterval", "count", None, "",
     "Seconds between the signs of life that keep a connection open; by default 20."),
    ("server.disconnectedSessionTTL", "count", 1800, _LIVE,
     "Seconds for which a session waits for its page to come back."),
    ("server.watchdogSeconds", "seconds", 4.0, "",
     "Seconds that one call may hold up all others before the stacks are logged; 0: for ever."),
    ("server.metricsReaders", "networks", ("127.0.0.0/8", "::1"), "",
     "Addresses and networks that may read `/metrics`; `*` is all, an empty list is none."),
    ("server.trustedProxies", "networks", (), "",
     "Addresses and networks of proxies whose X-Forwarded headers tell who the visitor is."),
    ("client.showErrorDetails", "choice", "full", _LIVE,
     "What a page shows of an error that the app did not catch; the rest is in the log."),
    ("client.toolbarMode", "choice", "auto", _LIVE,
     "What is in the menu: for developers, for viewers, or only what the app put there."),
    ("client.showSidebarNavigation", "switch", True, _LIVE,
     "Show the list of pages of an app with a folder `pages`."),
    ("client.showErrorLinks", "choice", "auto", _LIVE,
     "Offer to search for an error on the web; `auto`: in development only."),
    ("runner.magicEnabled", "switch", True, "", "Write what stands alone in the script."),
    ("magic.displayRootDocString", "switch", False, "", "Write the script's docstring, too."),
    ("magic.displayLastExprIfNoSemicolon", "switch", False, "",
     "Write the script's last expression, unless it ends in a semicolon."),
    ("runner.fastReruns", "switch", True, _LIVE,
     "An interaction ends the run that goes on; if false, it waits for its end."),
    ("runner.maxThreads", "count", 1000, "", "Script runs that can go on at once."),
    ("runner.triggerGrace", "seconds", 1.0, _LIVE,
     "Seconds for which a run that has read a click is not ended by later interactions."),
    ("browser.serverAddress", "text", "localhost", "", "Address that is printed and opened."),
    ("browser.serverPort", "port", None, "", "Port that is printed and opened, if another."),
    ("logger.level", "choice", "info", "", "How much is said in the terminal."),
    ("logger.format", "choice", "text", "",
     "Whether the terminal says it as text, or as one JSON object a line."),
    ("logger.messageFormat", "text", None, "",
     "Format of what is said as text, as Python's logging has it; with `session` and `run`."),
    ("logger.hideWelcomeMessage", "switch", False, "", "Print no address at the start."),
    ("secrets.files", "texts", None, _LIVE,
     "Files and folders of secrets, later ones above earlier ones, instead of the usual places."),
    ("ui.hideTopBar", "switch", False, _LIVE, "Show no line with the menu above the page."),
    ("global.disableWidgetStateDuplicationWarning", "switch", False, _NONE, ""),
    ("global.showWarningOnDirectExecution", "switch", True, _NONE, ""),
    ("global.developmentMode", "switch", False, _NONE, ""),
    ("global.e2eTest", "switch", False, _NONE, ""),
    ("global.unitTest", "switch", False, _NONE, ""),
    ("global.appTest", "switch", False, _NONE, ""),
    ("global.suppressDeprecationWarnings", "switch", False, _NONE, ""),
    ("global.minCachedMessageSize", "number", 10000.0, _NONE, ""),
    ("global.maxCachedMessageAge", "whole", 2, _NONE, ""),
    ("logger.enableRich", "switch", False, _NONE, ""),
    ("client.disableDataExport", "switch", False, _NONE, ""),
    ("client.allowedOrigins", "texts", (), _NONE, ""),
    ("runner.postScriptGC", "switch", True, _NONE, ""),
    ("runner.enforceSerializableSessionState", "switch", False, _NONE, ""),
    ("runner.enumCoercion", "choice", "nameOnly", _NONE, ""),
    ("runner.parallelMaxWorkers", "whole", None, _NONE, ""),
    ("runner.cacheBackgroundRefreshMaxWorkers", "whole", 4, _NONE, ""),
    ("runner.cacheBackgroundRefreshTTLMultiplier", "number", 2.0, _NONE, ""),
    ("runner.connectionDefaultTTL", "number", None, _NONE, ""),
    ("runner.cacheHashSeed", "whole", 0, _NONE, ""),
    ("server.folderWatchList", "texts", (), _NONE, ""),
    ("server.folderWatchBlacklist", "texts", (), _NONE, ""),
    ("server.enableExpensiveMemoryStats", "switch", False, _NONE, ""),
    ("server.maxCacheDataSize", "text", None, _NONE, ""),
    ("server.cookieSecret", "text", None, _NONE, ""),
    ("server.showEmailPrompt", "switch", True, _NONE, ""),
    ("server.allowRunOnSave", "switch", True, _NONE, ""),
    ("server.scriptHealthCheckEnabled", "switch", False, _NONE, ""),
    ("server.customComponentBaseUrlPath", "text", "", _NONE, ""),
    ("server.xsrfCookieSameSite", "text", "lax", _NONE, ""),
    ("server.enableWebsocketCompression", "switch", False, _NONE, ""),
    ("server.enableAgentApi", "switch", False, _NONE, ""),
    ("server.agentWaitTimeout", "whole", 30, _NONE, ""),
    ("server.agentSessionTTL", "whole", 900, _NONE, ""),
    ("server.agentMaxSessions", "whole", 100, _NONE, ""),
    ("server.agentPreviewRows", "whole", 100, _NONE, ""),
    ("server.trustedUserHeaders", "table", None, _NONE, ""),
    ("server.unsafeMetricsUserAttributes", "texts", (), _NONE, ""),
    ("server.sslCertFile", "text", None, _NONE, _NO_TLS),
    ("server.sslKeyFile", "text", None, _NONE, _NO_TLS),
    ("browser.gatherUsageStats", "switch", True, _NONE, ""),
)  # fmt: skip
_CHOICES: Final[dict[str, tuple[Any, ...]]] = {
    "server.fileWatcherType": ("auto", "watchdog", "poll", "none"),
    "client.showErrorDetails": ("full", "stacktrace", "type", "none", True, False),
    "client.toolbarMode": ("auto", "developer", "viewer", "minimal"),
    "client.showErrorLinks": ("auto", True, False),
    "logger.level": ("debug", "info", "warning", "error"),
    "logger.format": ("text", "json"),
    "runner.enumCoercion": ("off", "nameOnly", "nameAndValue"),
}
HIDDEN: Final = frozenset({"server.cookieSecret"})
"""Never printed."""


@cache
def options() -> dict[str, Option]:
    """Give all options by name."""
    found = {}
    for name, kind, default, how, does in _ROWS:
        value = list(default) if isinstance(default, tuple) else default
        found[name] = Option(
            name, kind, value, does or "Known from Streamlit; without effect here.",
            how == _LIVE, how != _NONE, _CHOICES.get(name, ()),
        )  # fmt: skip
    for section in THEME_SECTIONS:
        for name, kind, where, does, choices in THEME:
            if (
                where == "all"
                or section == "theme"
                or (where == "schemes" and "sidebar" not in section)
            ):
                full = f"{section}.{name}"
                found[full] = Option(full, kind, None, does, live=True, choices=choices)
    return found


def nearest(name: str) -> str:
    """Give the end of a sentence that names the option that was probably meant."""
    from difflib import get_close_matches  # noqa: PLC0415  only for who mistypes

    known = {each.lower(): each for each in options()}
    close = get_close_matches(name.lower(), known, 1, 0.6)
    same = [each for each in known.values() if each.lower().endswith("." + name.lower())]
    found = known[close[0]] if close else same[0] if same else None
    return "" if found is None else f" Did you mean `{found}`?"
