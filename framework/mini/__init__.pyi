from mini import components as components
from mini.public import *
