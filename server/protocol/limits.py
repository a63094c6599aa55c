"""The limits that a browser must keep to; the catalogue tells them to the page."""

MAX_COMMAND_BYTES = 64 * 1024
