"""Floor 1: the element tree, widget values, the life of a run. No thread, socket or clock."""
