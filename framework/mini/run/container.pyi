"""Made by `make stubs`: do not edit."""

from collections.abc import AsyncIterable, Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, TypeVar

from mini.elements.alert import AlertWidth
from mini.elements.chart import Stacking
from mini.elements.echo import Echo
from mini.elements.expander import ExpanderContainer
from mini.elements.heading import Anchor, Divider
from mini.elements.metric import Value
from mini.elements.number_input import Numeric
from mini.elements.spinner import Spinning
from mini.elements.status import StatusContainer
from mini.elements.tabs import TabContainer
from mini.run.app_page import Page
from mini.run.checks import Gap, Height, LabelVisibility, TextAlignment, Width
from mini.run.destination import QueryInput
from mini.run.place import Place
from mini.run.seconds import Moment
from mini.run.widget import Callback, Key, OnChange

F = TypeVar("F", bound=Callable[..., Any])
COMMANDS: dict[str, Callable[..., Any]]

class Container(Place):
    """A place on the page: what `container`, `columns`, `empty` and every element return."""

    def area_chart(
        self,
        data: Any = None,
        *,
        x: str | None = None,
        y: str | Sequence[str] | None = None,
        x_label: str | None = None,
        y_label: str | None = None,
        color: Any = None,
        stack: Stacking = None,
        width: Width = "stretch",
        height: Height = "content",
        use_container_width: bool | None = None,
        alt: str | None = None,
    ) -> Container: ...
    def audio(
        self,
        data: Any,
        format: str = "audio/wav",
        start_time: Moment = 0,
        *,
        sample_rate: int | None = None,
        end_time: Moment | None = None,
        loop: bool = False,
        autoplay: bool = False,
        alt: str | None = None,
        width: int | Literal["stretch"] = "stretch",
    ) -> Container: ...
    def badge(
        self,
        label: str,
        *,
        icon: str | None = None,
        color: Literal[
            "red", "orange", "yellow", "blue", "green", "violet", "gray", "grey", "primary"
        ] = "blue",
        width: Width = "content",
        help: str | None = None,
    ) -> Container: ...
    def bar_chart(
        self,
        data: Any = None,
        *,
        x: str | None = None,
        y: str | Sequence[str] | None = None,
        x_label: str | None = None,
        y_label: str | None = None,
        color: Any = None,
        horizontal: bool = False,
        sort: bool | str = True,
        stack: Stacking = None,
        width: Width = "stretch",
        height: Height = "content",
        use_container_width: bool | None = None,
        alt: str | None = None,
    ) -> Container: ...
    def button(
        self,
        label: str,
        key: Key | None = None,
        help: str | None = None,
        on_click: Callback | None = None,
        args: Sequence[Any] | None = None,
        kwargs: Mapping[str, Any] | None = None,
        *,
        type: Literal["primary", "secondary", "tertiary"] = "secondary",
        icon: str | None = None,
        icon_position: Literal["left", "right"] = "left",
        disabled: bool = False,
        use_container_width: bool | None = None,
        width: Width = "content",
        shortcut: str | None = None,
        wrap: bool | None = None,
    ) -> bool: ...
    def caption(
        self,
        body: object,
        unsafe_allow_html: bool = False,
        *,
        help: str | None = None,
        width: Width = "stretch",
        text_alignment: TextAlignment = "left",
        wrap: bool = True,
    ) -> Container: ...
    def chat_input(
        self,
        placeholder: str = "Your message",
        *,
        key: Key | None = None,
        max_chars: int | None = None,
        max_upload_size: int | None = None,
        accept_file: bool | Literal["multiple", "directory"] = False,
        file_type: str | Sequence[str] | None = None,
        accept_audio: bool = False,
        audio_sample_rate: int | None = 16000,
        disabled: bool = False,
        submit_mode: Literal["submit", "disable", "stop"] = "submit",
        on_submit: Callback | None = None,
        args: Sequence[Any] | None = None,
        kwargs: Mapping[str, Any] | None = None,
        width: int | Literal["stretch"] = "stretch",
        height: Height = "content",
    ) -> str | None: ...
    def chat_message(
        self,
        name: Literal["user", "assistant", "ai", "human"] | str,
        *,
        avatar: Any = None,
        width: Width = "stretch",
    ) -> Container: ...
    def checkbox(
        self,
        label: str,
        value: bool = False,
        key: Key | None = None,
        help: str | None = None,
        on_change: OnChange = "rerun",
        args: Sequence[Any] | None = None,
        kwargs: Mapping[str, Any] | None = None,
        *,
        disabled: bool = False,
        label_visibility: LabelVisibility = "visible",
        width: Width = "content",
        wrap: bool | None = None,
        bind: Literal["query-params"] | None = None,
        persist_state: Literal["page", "session"] | None = None,
    ) -> bool: ...
    def code(
        self,
        body: object,
        language: str | None = "python",
        *,
        line_numbers: bool = False,
        wrap_lines: bool = False,
        height: Height | None = "content",
        width: Width = "stretch",
    ) -> Container: ...
    def columns(
        self,
        spec: int | Sequence[float],
        *,
        gap: Gap | None = "small",
        vertical_alignment: Literal["top", "center", "bottom"] = "top",
        border: bool = False,
        width: int | Literal["stretch"] = "stretch",
        wrap: bool = True,
    ) -> list[Container]: ...
    def container(
        self,
        *,
        border: bool | None = None,
        key: Key | None = None,
        width: Width = "stretch",
        height: Height = "content",
        horizontal: bool = False,
        wrap: bool = True,
        horizontal_alignment: Literal["left", "center", "right", "distribute"] = "left",
        vertical_alignment: Literal["top", "center", "bottom", "distribute"] = "top",
        gap: Gap | None = "small",
        autoscroll: bool | None = None,
    ) -> Container: ...
    def dataframe(
        self,
        data: Any = None,
        width: Width = "stretch",
        height: int | Literal["auto", "content", "stretch"] = "auto",
        *,
        use_container_width: bool | None = None,
        hide_index: bool | None = None,
        column_order: Iterable[str] | None = None,
        column_config: Mapping[Any, Any] | None = None,
        key: Key | None = None,
        on_select: Any = "ignore",
        selection_mode: Any = "multi-row",
        selection_default: Any = None,
        row_height: int | None = None,
        placeholder: str | None = None,
        lazy: bool | None = None,
        alt: str | None = None,
    ) -> Container: ...
    def divider(self, *, width: int | Literal["stretch"] = "stretch") -> Container: ...
    def download_button(
        self,
        label: str,
        data: Any,
        file_name: str | None = None,
        mime: str | None = None,
        key: Key | None = None,
        help: str | None = None,
        on_click: Callback | Literal["rerun", "ignore"] | None = "rerun",
        args: Sequence[Any] | None = None,
        kwargs: Mapping[str, Any] | None = None,
        *,
        type: Literal["primary", "secondary", "tertiary"] = "secondary",
        icon: str | None = None,
        icon_position: Literal["left", "right"] = "left",
        disabled: bool = False,
        use_container_width: bool | None = None,
        width: Width = "content",
        shortcut: str | None = None,
        wrap: bool | None = None,
    ) -> bool: ...
    def echo(self, code_location: Literal["above", "below"] = "above") -> Echo: ...
    def empty(self) -> Container: ...
    def error(
        self,
        body: object,
        *,
        icon: str | None = None,
        width: AlertWidth = "stretch",
        title: object = None,
    ) -> Container: ...
    def exception(
        self, exception: object, width: int | Literal["stretch"] = "stretch"
    ) -> Container: ...
    def expander(
        self,
        label: str,
        expanded: bool = False,
        *,
        key: Key | None = None,
        icon: str | None = None,
        type: Literal["default", "compact", "step"] = "default",
        width: int | Literal["stretch"] = "stretch",
        on_change: Callback | Literal["ignore", "rerun"] = "ignore",
        args: Sequence[Any] | None = None,
        kwargs: Mapping[str, Any] | None = None,
        bind: Literal["query-params"] | None = None,
    ) -> ExpanderContainer: ...
    def form(
        self,
        key: Key,
        clear_on_submit: bool = False,
        *,
        enter_to_submit: bool = True,
        border: bool = True,
        width: Width = "stretch",
        height: Height = "content",
    ) -> Container: ...
    def form_submit_button(
        self,
        label: str = "Submit",
        help: str | None = None,
        on_click: Callback | None = None,
        args: Sequence[Any] | None = None,
        kwargs: Mapping[str, Any] | None = None,
        *,
        key: Key | None = None,
        type: Literal["primary", "secondary", "tertiary"] = "secondary",
        icon: str | None = None,
        icon_position: Literal["left", "right"] = "left",
        disabled: bool = False,
        use_container_width: bool | None = None,
        width: Width = "content",
        shortcut: str | None = None,
        wrap: bool | None = None,
    ) -> bool: ...
    def header(
        self,
        body: object,
        anchor: Anchor = None,
        *,
        help: str | None = None,
        icon: str | None = None,
        divider: Divider = False,
        width: Width = "stretch",
        text_alignment: TextAlignment = "left",
        wrap: bool = True,
    ) -> Container: ...
    def help(self, obj: Any = ..., *, width: int | Literal["stretch"] = "stretch") -> Container: ...
    def html(
        self, body: object, *, width: Width = "stretch", unsafe_allow_javascript: bool = False
    ) -> Container: ...
    def iframe(
        self,
        src: str | Path,
        *,
        width: int | Literal["stretch", "content"] = "stretch",
        height: int | Literal["stretch", "content"] = "content",
        tab_index: int | None = None,
        alt: str | None = None,
    ) -> Container: ...
    def image(
        self,
        image: Any,
        caption: str | Sequence[str | None] | None = None,
        width: Width | None = "content",
        clamp: bool = False,
        channels: Literal["RGB", "BGR"] = "RGB",
        output_format: Literal["auto", "PNG", "JPEG"] = "auto",
        *,
        use_container_width: bool | None = None,
        link: str | None = None,
        use_column_width: Any = None,
        alt: str | Sequence[str | None] | None = None,
    ) -> Container: ...
    def info(
        self,
        body: object,
        *,
        icon: str | None = None,
        width: AlertWidth = "stretch",
        title: object = None,
    ) -> Container: ...
    def json(
        self,
        body: object,
        *,
        expanded: bool | int = True,
        width: int | Literal["stretch"] = "stretch",
    ) -> Container: ...
    def latex(
        self, body: object, *, help: str | None = None, width: Width = "stretch"
    ) -> Container: ...
    def line_chart(
        self,
        data: Any = None,
        *,
        x: str | None = None,
        y: str | Sequence[str] | None = None,
        x_label: str | None = None,
        y_label: str | None = None,
        color: Any = None,
        width: Width = "stretch",
        height: Height = "content",
        use_container_width: bool | None = None,
        alt: str | None = None,
    ) -> Container: ...
    def link_button(
        self,
        label: str,
        url: str,
        *,
        key: Key | None = None,
        on_click: Callback | Literal["rerun", "ignore"] = "ignore",
        args: Sequence[Any] | None = None,
        kwargs: Mapping[str, Any] | None = None,
        help: str | None = None,
        type: Literal["primary", "secondary", "tertiary"] = "secondary",
        icon: str | None = None,
        icon_position: Literal["left", "right"] = "left",
        disabled: bool = False,
        use_container_width: bool | None = None,
        width: Width = "content",
        shortcut: str | None = None,
        wrap: bool | None = None,
    ) -> bool | Container: ...
    def markdown(
        self,
        body: object,
        unsafe_allow_html: bool = False,
        *,
        help: str | None = None,
        width: Width | Literal["auto"] = "auto",
        text_alignment: TextAlignment = "left",
        anchors: bool = True,
        wrap: bool = True,
    ) -> Container: ...
    def metric(
        self,
        label: str,
        value: Value,
        delta: Value = None,
        delta_color: str = "normal",
        *,
        help: str | None = None,
        icon: str | None = None,
        label_visibility: LabelVisibility = "visible",
        border: bool = False,
        width: Width = "stretch",
        height: Height = "content",
        chart_data: Iterable[Any] | None = None,
        chart_type: Literal["line", "bar", "area"] = "line",
        delta_arrow: Literal["auto", "up", "down", "off"] = "auto",
        format: str | None = None,
        delta_description: str | None = None,
    ) -> Container: ...
    def multiselect(
        self,
        label: str,
        options: Any,
        default: Any = None,
        format_func: Callable[[Any], str] = str,
        key: Key | None = None,
        help: str | None = None,
        on_change: OnChange = "rerun",
        args: Sequence[Any] | None = None,
        kwargs: Mapping[str, Any] | None = None,
        *,
        max_selections: int | None = None,
        placeholder: str | None = None,
        disabled: bool = False,
        label_visibility: LabelVisibility = "visible",
        accept_new_options: bool = False,
        filter_mode: Literal["fuzzy", "contains", "prefix"] | None = "fuzzy",
        select_all: bool | int = 1000,
        width: int | Literal["stretch"] = "stretch",
        wrap: bool | None = None,
        bind: Literal["query-params"] | None = None,
        persist_state: Literal["page", "session"] | None = None,
    ) -> list[Any]: ...
    def number_input(
        self,
        label: str,
        min_value: Numeric | None = None,
        max_value: Numeric | None = None,
        value: Numeric | Literal["min"] | None = "min",
        step: Numeric | None = None,
        format: str | None = None,
        key: Key | None = None,
        help: str | None = None,
        on_change: OnChange = "rerun",
        args: Sequence[Any] | None = None,
        kwargs: Mapping[str, Any] | None = None,
        *,
        placeholder: str | None = None,
        disabled: bool = False,
        required: bool = False,
        label_visibility: LabelVisibility = "visible",
        icon: str | None = None,
        width: int | Literal["stretch"] = "stretch",
        bind: Literal["query-params"] | None = None,
        persist_state: Literal["page", "session"] | None = None,
    ) -> Any: ...
    def page_link(
        self,
        page: str | Path | Page,
        *,
        label: str | None = None,
        icon: str | None = None,
        icon_position: Literal["left", "right"] = "left",
        help: str | None = None,
        disabled: bool = False,
        use_container_width: bool | None = None,
        width: Width = "content",
        query_params: QueryInput | None = None,
    ) -> Container: ...
    def progress(
        self, value: float, text: str | None = None, width: int | Literal["stretch"] = "stretch"
    ) -> Container: ...
    def radio(
        self,
        label: str,
        options: Any,
        index: int | None = 0,
        format_func: Callable[[Any], Any] = str,
        key: Key | None = None,
        help: str | None = None,
        on_change: OnChange = "rerun",
        args: Sequence[Any] | None = None,
        kwargs: Mapping[str, Any] | None = None,
        *,
        disabled: bool = False,
        horizontal: bool = False,
        captions: Sequence[str | None] | None = None,
        label_visibility: LabelVisibility = "visible",
        width: Width = "content",
        bind: Literal["query-params"] | None = None,
        persist_state: Literal["page", "session"] | None = None,
    ) -> Any: ...
    def scatter_chart(
        self,
        data: Any = None,
        *,
        x: str | None = None,
        y: str | Sequence[str] | None = None,
        x_label: str | None = None,
        y_label: str | None = None,
        color: Any = None,
        size: str | float | None = None,
        width: Width = "stretch",
        height: Height = "content",
        use_container_width: bool | None = None,
        alt: str | None = None,
    ) -> Container: ...
    def selectbox(
        self,
        label: str,
        options: Any,
        index: int | None = 0,
        format_func: Callable[[Any], str] = str,
        key: Key | None = None,
        help: str | None = None,
        on_change: OnChange = "rerun",
        args: Sequence[Any] | None = None,
        kwargs: Mapping[str, Any] | None = None,
        *,
        placeholder: str | None = None,
        disabled: bool = False,
        required: bool = False,
        label_visibility: LabelVisibility = "visible",
        icon: str | None = None,
        accept_new_options: bool = False,
        filter_mode: Literal["fuzzy", "contains", "prefix"] | None = "fuzzy",
        width: int | Literal["stretch"] = "stretch",
        bind: Literal["query-params"] | None = None,
        persist_state: Literal["page", "session"] | None = None,
    ) -> Any: ...
    def slider(
        self,
        label: str,
        min_value: Any = None,
        max_value: Any = None,
        value: Any = None,
        step: Any = None,
        format: str | None = None,
        key: Key | None = None,
        help: str | None = None,
        on_change: OnChange = "rerun",
        args: Sequence[Any] | None = None,
        kwargs: Mapping[str, Any] | None = None,
        *,
        disabled: bool = False,
        label_visibility: LabelVisibility = "visible",
        width: int | Literal["stretch"] = "stretch",
        bind: Literal["query-params"] | None = None,
        persist_state: Literal["page", "session"] | None = None,
    ) -> Any: ...
    def spinner(
        self,
        text: str = "In progress...",
        *,
        show_time: bool = False,
        _cache: bool = False,
        width: Width = "content",
    ) -> Spinning: ...
    def status(
        self,
        label: str,
        *,
        expanded: bool = False,
        state: Literal["running", "complete", "error"] = "running",
        type: Literal["default", "compact", "step"] = "default",
        width: int | Literal["stretch"] = "stretch",
    ) -> StatusContainer: ...
    def subheader(
        self,
        body: object,
        anchor: Anchor = None,
        *,
        help: str | None = None,
        icon: str | None = None,
        divider: Divider = False,
        width: Width = "stretch",
        text_alignment: TextAlignment = "left",
        wrap: bool = True,
    ) -> Container: ...
    def success(
        self,
        body: object,
        *,
        icon: str | None = None,
        width: AlertWidth = "stretch",
        title: object = None,
    ) -> Container: ...
    def table(
        self,
        data: Any = None,
        *,
        border: bool | Literal["horizontal"] = True,
        width: Width = "stretch",
        height: Height = "content",
        hide_index: bool | None = None,
        hide_header: bool | None = None,
        alt: str | None = None,
    ) -> Container: ...
    def tabs(
        self,
        tabs: Sequence[str],
        *,
        width: Width = "stretch",
        height: Height = "content",
        default: str | None = None,
        key: Key | None = None,
        on_change: Callback | Literal["ignore", "rerun"] = "ignore",
        args: Sequence[Any] | None = None,
        kwargs: Mapping[str, Any] | None = None,
        bind: Literal["query-params"] | None = None,
    ) -> tuple[TabContainer, ...]: ...
    def text(
        self,
        body: object,
        *,
        help: str | None = None,
        width: Width = "content",
        text_alignment: TextAlignment = "left",
        wrap: bool = True,
    ) -> Container: ...
    def text_area(
        self,
        label: str,
        value: object = "",
        height: Height | None = None,
        max_chars: int | None = None,
        key: Key | None = None,
        help: str | None = None,
        on_change: OnChange = "rerun",
        args: Sequence[Any] | None = None,
        kwargs: Mapping[str, Any] | None = None,
        *,
        placeholder: str | None = None,
        disabled: bool = False,
        required: bool = False,
        label_visibility: LabelVisibility = "visible",
        width: int | Literal["stretch"] = "stretch",
        bind: Literal["query-params"] | None = None,
        persist_state: Literal["page", "session"] | None = None,
    ) -> str | None: ...
    def text_input(
        self,
        label: str,
        value: object = "",
        max_chars: int | None = None,
        key: Key | None = None,
        type: Literal["default", "password", "email", "url", "phone", "search"] = "default",
        help: str | None = None,
        autocomplete: str | None = None,
        on_change: OnChange = "rerun",
        args: Sequence[Any] | None = None,
        kwargs: Mapping[str, Any] | None = None,
        *,
        placeholder: str | None = None,
        disabled: bool = False,
        required: bool = False,
        label_visibility: LabelVisibility = "visible",
        icon: str | None = None,
        validate: str | tuple[str, str] | None = None,
        live: str | bool = False,
        width: int | Literal["stretch"] = "stretch",
        bind: Literal["query-params"] | None = None,
        persist_state: Literal["page", "session"] | None = None,
    ) -> str | None: ...
    def title(
        self,
        body: object,
        anchor: Anchor = None,
        *,
        help: str | None = None,
        icon: str | None = None,
        width: Width = "stretch",
        text_alignment: TextAlignment = "left",
        wrap: bool = True,
    ) -> Container: ...
    def toggle(
        self,
        label: str,
        value: bool = False,
        key: Key | None = None,
        help: str | None = None,
        on_change: OnChange = "rerun",
        args: Sequence[Any] | None = None,
        kwargs: Mapping[str, Any] | None = None,
        *,
        disabled: bool = False,
        label_visibility: LabelVisibility = "visible",
        width: Width = "content",
        wrap: bool | None = None,
        bind: Literal["query-params"] | None = None,
        persist_state: Literal["page", "session"] | None = None,
    ) -> bool: ...
    def video(
        self,
        data: Any,
        format: str = "video/mp4",
        start_time: Moment = 0,
        *,
        subtitles: Any = None,
        end_time: Moment | None = None,
        loop: bool = False,
        autoplay: bool = False,
        muted: bool = False,
        alt: str | None = None,
        width: int | Literal["stretch"] = "stretch",
    ) -> Container: ...
    def warning(
        self,
        body: object,
        *,
        icon: str | None = None,
        width: AlertWidth = "stretch",
        title: object = None,
    ) -> Container: ...
    def write(self, *args: Any, unsafe_allow_html: bool = False) -> None: ...
    def write_stream(
        self,
        stream: Callable[..., Any] | Iterable[Any] | AsyncIterable[Any],
        *,
        cursor: str | None = None,
    ) -> str | list[Any]: ...

def command(function: F) -> F: ...
