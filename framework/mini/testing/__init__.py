"""For tests of apps: `AppTest` runs an app without a server, `Client` speaks to a real one."""

from mini.testing.app_test import AppTest as AppTest
from mini.testing.browser_tree import BrowserTree as BrowserTree
from mini.testing.client import Client as Client
from mini.testing.view import ElementList as ElementList
from mini.testing.view import ElementView as ElementView
