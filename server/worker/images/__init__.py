"""The worker that trains image GANs: one round of one run at a time, a queue, checkpoints in files."""
