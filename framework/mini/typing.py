"""The types of what commands give, for annotations."""

from mini.run.chat_value import ChatInputValue
from mini.run.uploaded_file import UploadedFile

__all__ = ["ChatInputValue", "UploadedFile"]
