from mini import components as components
from mini import typing as typing
from mini.public import *
