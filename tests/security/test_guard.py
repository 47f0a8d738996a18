"""Who may talk to an app: hosts, origins and tokens, and what the options change."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from starlette.datastructures import Headers

from mini.config.config import CONFIG
from mini.config.table import options
from mini.errors import OptionError
from mini.server.guard import Guard
from mini.settings import Settings
from tests.security.raw import Answer, ask, shake
from tests.serving import Served, serve_source

EVIL = "evil.example"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve_source(tmp_path_factory.mktemp("app"), "import mini as st\nst.text(1)\n") as served:
        yield served


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    flags = (
        "--server.trustedProxies", "127.0.0.1", "--server.corsAllowedOrigins",
        "https://friend.example", "--server.frameAncestors", "self",
        "--server.frameAncestors", "https://*.friend.example",
    )  # fmt: skip
    source = "import mini as st\nst.text(f'ip {st.context.ip_address}')\n"
    with serve_source(tmp_path_factory.mktemp("app"), source, *flags) as served:
        yield served


def guard(host: str = "127.0.0.1", shown: str | None = None, **options: object) -> Guard:
    names = {"hosts": "allowedHosts", "origins": "corsAllowedOrigins", "cors": "enableCORS"}
    CONFIG.begin(None, {f"server.{names[name]}": value for name, value in options.items()})
    try:
        return Guard.of(Settings(host=host, port=8501, shown_host=shown))
    finally:
        CONFIG.begin()


def knows(keeper: Guard, *hosts: str) -> list[str]:
    found = [keeper.wrong_host(Headers({"host": host})) for host in hosts]
    return [host for host, wrong in zip(hosts, found, strict=True) if wrong is None]


def lets_in(keeper: Guard, host: str, *origins: str, scheme: str | None = None) -> list[str]:
    return [
        origin
        for origin in origins
        if keeper.wrong_origin(Headers({"host": host, "origin": origin}), scheme) is None
    ]


# Hosts

LOCAL = [
    "localhost", "localhost:8501", "LOCALHOST", "localhost.", "app.localhost:1", "127.0.0.1:8501",
    "127.9.9.9", "[::1]:8501", "192.168.1.5:8501", "[fe80::1]", "10.0.0.1",
]  # fmt: skip
NAMES = [EVIL, f"{EVIL}:8501", "localhost.evil.example", "evil-localhost", "nas", "nas.local:8501"]
NONE = [
    "", " ", "a b", "a/b", "a@localhost", "localhost:x", "localhost:99999", "local\thost", "[::1",
    "[1.2.3.4]extra", "localhost,evil.example", "x" * 400, "é.example", "localhost#", "a?b", ":80",
]  # fmt: skip


def test_an_app_of_this_machine_is_known_as_localhost_and_by_addresses() -> None:
    assert knows(guard(), *LOCAL, *NAMES) == LOCAL
    assert knows(guard("localhost"), *LOCAL, *NAMES) == LOCAL
    assert knows(guard("::1"), *LOCAL, *NAMES) == LOCAL


def test_an_app_that_listens_on_all_addresses_answers_to_any_name() -> None:
    assert knows(guard("0.0.0.0"), *LOCAL, *NAMES) == [*LOCAL, *NAMES]
    assert knows(guard("192.168.1.5"), *NAMES) == NAMES


@pytest.mark.parametrize("listens", ["127.0.0.1", "0.0.0.0"])
def test_listed_names_are_the_only_ones(listens: str) -> None:
    keeper = guard(listens, hosts=["app.example.com", "*.apps.example.com"])
    good = ["app.example.com", "APP.example.com:443", "a.apps.example.com", "a.b.apps.example.com"]
    bad = ["example.com", "apps.example.com", "xapp.example.com", "app.example.com.evil.example"]
    assert knows(keeper, *LOCAL, *good, *bad, *NAMES) == [*LOCAL, *good]
    assert knows(guard(listens, hosts=["*"]), *NAMES) == NAMES


@pytest.mark.parametrize("host", NONE)
def test_what_is_no_host_is_refused_everywhere(host: str) -> None:
    assert not knows(guard("0.0.0.0", hosts=["*"]), host)


def test_a_name_that_other_options_say_is_one_of_the_apps() -> None:
    assert knows(guard(shown="app.example.com"), "app.example.com", *NAMES) == ["app.example.com"]
    keeper = guard(origins=["https://app.example.com"])
    assert knows(keeper, "app.example.com", *NAMES) == ["app.example.com"]
    assert knows(guard("myhost"), "nas", "myhost") == ["nas", "myhost"]


@pytest.mark.parametrize(
    "path", ["/", "/livez", "/assets/x.js", "/app/static/x", "/_mini/media/a/b"]
)
def test_a_rebound_name_gets_nothing_and_learns_how_it_gets_in(served: Served, path: str) -> None:
    answer = ask(served.url, path, f"Host: {EVIL}:8501")
    assert answer.status == 403
    assert b"--server.allowedHosts evil.example" in answer.body
    assert "content-security-policy" in answer.headers


def test_a_request_names_one_host(served: Served) -> None:
    assert ask(served.url, "/livez", "Host:").status == 400
    assert ask(served.url, "/livez", "Host: localhost", f"Host: {EVIL}").status == 400
    assert ask(served.url, "/livez", "Host: localhost/x").status == 400
    assert ask(served.url, "/livez", "Host: localhost").status == 200
    assert shake(served.url, f"Host: {EVIL}", origin=f"http://{EVIL}").status == 403


# Origins


def test_the_origin_is_the_host_with_its_port() -> None:
    keeper = guard("0.0.0.0")
    good = ["http://localhost:8501"]
    bad = [
        "http://localhost", "http://localhost:3000", "https://localhost", "http://127.0.0.1:8501",
        "http://evil.example", "http://evil.example:8501", "null", "", "file://", "localhost:8501",
        "http://localhost:8501/", "http://a@localhost:8501", "http://localhost:8501.evil.example",
        "chrome-extension://localhost:8501", "ftp://localhost:8501", "http://[::1]:8501",
        "http://localhost:8501, http://evil.example", "HTTP://localhost:8501",
    ]  # fmt: skip
    assert lets_in(keeper, "localhost:8501", *good, *bad) == good


def test_a_host_without_a_port_has_that_of_the_pages_scheme() -> None:
    keeper = guard("0.0.0.0")
    both = ["http://a.example", "https://a.example", "https://a.example:443", "http://a.example:80"]
    assert lets_in(keeper, "a.example", *both, "https://a.example:444") == both
    assert lets_in(keeper, "a.example:443", *both) == both[1:3]
    assert lets_in(keeper, "a.example", *both, scheme="https") == both[1:3]


def test_a_request_without_an_origin_or_with_two_is_refused() -> None:
    keeper = guard()
    assert keeper.wrong_origin(Headers({"host": "localhost"})) is not None
    raw = [(b"host", b"a"), (b"origin", b"http://a"), (b"origin", b"http://a")]
    assert keeper.wrong_origin(Headers(raw=raw)) is not None


def test_the_options_name_origins_that_may_speak_to_the_app() -> None:
    keeper = guard(
        origins=["https://a.example", "http://b.example:81", "c.example", "https://*.d.example/"]
    )
    good = [
        "https://a.example", "http://b.example:81", "http://c.example", "https://c.example:443",
        "https://x.d.example",
    ]  # fmt: skip
    bad = [
        "http://a.example", "https://a.example:8443", "http://b.example", "https://c.example:81",
        "https://d.example", "http://x.d.example", "https://xd.example",
    ]  # fmt: skip
    assert lets_in(keeper, "localhost", *good, *bad) == good
    assert lets_in(guard(origins=["*"]), "localhost", *good, *bad, "null") == [*good, *bad]
    shown = guard(shown="app.example.com")
    own = ["https://app.example.com", "http://app.example.com", "http://app.example.com:8501"]
    assert lets_in(shown, "localhost", *own, "http://app.example.com:1") == own


def test_without_cors_any_page_and_none_may_speak_to_the_app() -> None:
    keeper = guard(cors=False)
    assert lets_in(keeper, "localhost", "http://evil.example", "null") == [
        "http://evil.example",
        "null",
    ]
    assert keeper.wrong_origin(Headers({"host": "localhost"})) is None


def test_the_socket_opens_for_the_apps_page_alone(served: Served) -> None:
    host = urlsplit(served.url).netloc
    assert shake(served.url, origin=f"http://{host}").status == 101
    for origin in (None, "null", f"http://{EVIL}", "http://localhost", f"http://{host}.{EVIL}"):
        answer = shake(served.url, origin=origin)
        assert answer.status == 403, origin
    forwarded = (f"X-Forwarded-Host: {EVIL}", "X-Forwarded-Proto: http")
    assert shake(served.url, *forwarded, origin=f"http://{EVIL}").status == 403


def test_a_refusal_says_which_option_lets_the_page_in_and_the_terminal_says_it_once(
    served: Served,
) -> None:
    answers = [shake(served.url, origin="https://told.example") for _ in range(3)]
    assert {answer.status for answer in answers} == {403}
    ask(served.url, "/livez")
    said = "`--server.corsAllowedOrigins https://told.example`"
    assert served.output.count(said) == 1


# Proxies


def test_what_a_trusted_proxy_says_counts(behind: Served) -> None:
    app = ("X-Forwarded-Host: app.example.com", "X-Forwarded-Proto: https")
    assert shake(behind.url, *app, origin="https://app.example.com").status == 101
    assert shake(behind.url, *app, origin="http://app.example.com").status == 403
    assert shake(behind.url, *app, origin=behind.url).status == 403
    assert (
        shake(behind.url, "Host: app.example.com", origin="https://app.example.com").status == 101
    )
    made_up = ("X-Forwarded-Host: evil.example, app.example.com", app[1])
    assert shake(behind.url, *made_up, origin="https://app.example.com").status == 101
    assert shake(behind.url, *made_up, origin="https://evil.example").status == 403


def test_only_a_trusted_proxy_says_who_asks(behind: Served, served: Served) -> None:
    assert ask(behind.url, "/livez", "X-Forwarded-Host: a b").status == 400
    assert ask(served.url, "/livez", "X-Forwarded-Host: a b").status == 200


# What browsers ask beforehand, and what others may read


def preflight(served: Served, origin: str) -> Answer:
    wish = ("Access-Control-Request-Method: POST", "Access-Control-Request-Headers: x-xsrftoken")
    return ask(served.url, "/_mini/media/a/made", f"Origin: {origin}", *wish, method="OPTIONS")


def test_a_page_of_a_listed_origin_may_read_answers(behind: Served) -> None:
    answer = ask(behind.url, "/livez", "Origin: https://friend.example")
    assert answer.headers["access-control-allow-origin"] == "https://friend.example"
    assert "origin" in answer.headers["vary"]
    assert preflight(behind, "https://friend.example").status == 204
    allowed = preflight(behind, "https://friend.example").headers
    assert "x-xsrftoken" in allowed["access-control-allow-headers"]


def test_a_page_of_another_origin_may_not(behind: Served, served: Served) -> None:
    for each in (behind, served):
        for origin in (f"https://{EVIL}", "null", "https://friend.example.evil.example"):
            answers = ask(each.url, "/livez", f"Origin: {origin}"), preflight(each, origin)
            for answer in answers:
                assert not [name for name in answer.headers if name.startswith("access-control")]


def test_each_policy_says_who_may_frame_the_app(behind: Served, served: Served) -> None:
    named = "; frame-ancestors 'self' https://*.friend.example"
    for path in ("/", "/livez", "/nothing/here", "/_mini/media/a/b", "/_mini/plotly/x"):
        assert ask(behind.url, path).headers["content-security-policy"].endswith(named)
        assert "frame-ancestors" not in ask(served.url, path).headers["content-security-policy"]


# Tokens


@pytest.mark.parametrize(
    "headers",
    [
        ("Origin: https://evil.example",),
        ("Sec-Fetch-Site: cross-site",),
        ("Sec-Fetch-Site: same-site",),
        ("Origin: null", "Sec-Fetch-Site: same-origin"),
        (f"Host: {EVIL}", f"Origin: http://{EVIL}"),
    ],
)
def test_nothing_is_changed_for_a_page_of_another_site(
    served: Served, headers: tuple[str, ...]
) -> None:
    for path in ("/", "/_mini/media/a/made", "/nothing/here"):
        assert ask(served.url, path, *headers, method="POST", body=b"x").status == 403


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("server.allowedHosts", ["a/b"], "'a/b' in it is no name of a host, such as app.exa"),
        ("server.allowedHosts", 1, "it is a list of texts"),
        ("server.corsAllowedOrigins", ["ftp://a"], "'ftp://a' in it is no origin of pages"),
        ("server.corsAllowedOrigins", ["https://a/b"], "no origin of pages, such as https://exam"),
        ("server.frameAncestors", ["a; script-src *"], "is no site, such as https://example.com"),
        ("server.frameAncestors", ["a\r\nx: y"], "is no site"),
    ],
)
def test_what_is_no_host_or_origin_is_said_at_the_start(
    name: str, value: object, sentence: str
) -> None:
    with pytest.raises(OptionError, match="cannot be") as caught:
        options()[name].check(value)
    assert sentence in str(caught.value)
