"""The worker that trains image GANs: one step of one run at a time, a queue, checkpoints in files."""
