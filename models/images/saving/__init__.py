"""Runs of image GANs as bytes and files: states, downloads, and the script that samples from one."""
