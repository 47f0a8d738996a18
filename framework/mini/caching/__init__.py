"""`cache_data` and `cache_resource`: where the cache library and the script run meet."""
