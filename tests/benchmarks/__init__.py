"""What `make bench` measures: mini and Streamlit side by side, in one run."""
