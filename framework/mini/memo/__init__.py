"""A cache library that has never heard of a page: keys, values, decision trees, stores."""
