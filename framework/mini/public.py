"""What `import mini` gives: the public names, one line each. A new command adds its line here."""

from mini.caching.decorators import cache as cache
from mini.caching.decorators import cache_data as cache_data
from mini.caching.decorators import cache_resource as cache_resource
from mini.elements.alert import error as error
from mini.elements.alert import info as info
from mini.elements.alert import success as success
from mini.elements.alert import warning as warning
from mini.elements.area_chart import area_chart as area_chart
from mini.elements.audio import audio as audio
from mini.elements.audio_input import audio_input as audio_input
from mini.elements.badge import badge as badge
from mini.elements.bar_chart import bar_chart as bar_chart
from mini.elements.button import button as button
from mini.elements.camera_input import camera_input as camera_input
from mini.elements.caption import caption as caption
from mini.elements.celebration import balloons as balloons
from mini.elements.celebration import snow as snow
from mini.elements.chat_input import chat_input as chat_input
from mini.elements.chat_message import chat_message as chat_message
from mini.elements.checkbox import checkbox as checkbox
from mini.elements.code import code as code
from mini.elements.color_picker import color_picker as color_picker
from mini.elements.columns import columns as columns
from mini.elements.container import container as container
from mini.elements.control import rerun as rerun
from mini.elements.control import stop as stop
from mini.elements.dataframe import dataframe as dataframe
from mini.elements.date_input import date_input as date_input
from mini.elements.datetime_input import datetime_input as datetime_input
from mini.elements.dialog import dialog as dialog
from mini.elements.divider import divider as divider
from mini.elements.download_button import download_button as download_button
from mini.elements.echo import echo as echo
from mini.elements.empty import empty as empty
from mini.elements.exception import exception as exception
from mini.elements.expander import expander as expander
from mini.elements.feedback import feedback as feedback
from mini.elements.file_uploader import file_uploader as file_uploader
from mini.elements.form import form as form
from mini.elements.form_submit_button import form_submit_button as form_submit_button
from mini.elements.fragment import fragment as fragment
from mini.elements.heading import header as header
from mini.elements.heading import subheader as subheader
from mini.elements.heading import title as title
from mini.elements.help import help as help
from mini.elements.html import html as html
from mini.elements.iframe import iframe as iframe
from mini.elements.image import image as image
from mini.elements.json import json as json
from mini.elements.latex import latex as latex
from mini.elements.line_chart import line_chart as line_chart
from mini.elements.link_button import link_button as link_button
from mini.elements.logo import logo as logo
from mini.elements.markdown import markdown as markdown
from mini.elements.metric import metric as metric
from mini.elements.multiselect import multiselect as multiselect
from mini.elements.navigation import navigation as navigation
from mini.elements.number_input import number_input as number_input
from mini.elements.option import get_option as get_option
from mini.elements.option import set_option as set_option
from mini.elements.page_config import set_page_config as set_page_config
from mini.elements.page_link import page_link as page_link
from mini.elements.pills import pills as pills
from mini.elements.plotly_chart import plotly_chart as plotly_chart
from mini.elements.popover import popover as popover
from mini.elements.progress import progress as progress
from mini.elements.pyplot import pyplot as pyplot
from mini.elements.radio import radio as radio
from mini.elements.scatter_chart import scatter_chart as scatter_chart
from mini.elements.segmented_control import segmented_control as segmented_control
from mini.elements.select_slider import select_slider as select_slider
from mini.elements.selectbox import selectbox as selectbox
from mini.elements.slider import slider as slider
from mini.elements.space import space as space
from mini.elements.spinner import spinner as spinner
from mini.elements.status import status as status
from mini.elements.switch_page import switch_page as switch_page
from mini.elements.table import table as table
from mini.elements.tabs import tabs as tabs
from mini.elements.text import text as text
from mini.elements.text_area import text_area as text_area
from mini.elements.text_input import text_input as text_input
from mini.elements.time_input import time_input as time_input
from mini.elements.toast import toast as toast
from mini.elements.toggle import toggle as toggle
from mini.elements.vega_lite_chart import altair_chart as altair_chart
from mini.elements.vega_lite_chart import vega_lite_chart as vega_lite_chart
from mini.elements.video import video as video
from mini.elements.write import write as write
from mini.elements.write_stream import write_stream as write_stream
from mini.run.app_page import Page as Page
from mini.run.configured import Secrets
from mini.run.container import Container as Container
from mini.run.context import add_script_run_ctx as add_script_run_ctx
from mini.run.context import get_script_run_ctx as get_script_run_ctx
from mini.run.state import QueryParams, SessionState
from mini.run.visited import Context

session_state = SessionState()
query_params = QueryParams()
secrets = Secrets()
context = Context()
sidebar = Container("sidebar")
bottom = Container("bottom")
