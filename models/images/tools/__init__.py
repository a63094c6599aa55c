"""Tools to look at an image GAN with: what each can be asked, and how it answers."""
