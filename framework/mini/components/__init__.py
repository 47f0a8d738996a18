"""Pages of the author's own inside of the app, by the names that older apps use."""

from mini.components import v1 as v1
