"""Floor 4: sessions, scripts and the threads that run them."""
