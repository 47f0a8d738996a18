"""Floor 1: the element tree, widget values and the life of a run. Pure: no thread, socket or clock."""
