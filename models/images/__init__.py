"""Image GANs: ordinary networks, one run each, in the vocabulary of the toys."""
