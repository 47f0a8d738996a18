"""Floor 5: the ASGI app. The only importer of Starlette."""
