"""The GANs: pure PyTorch, no server, no browser."""
