"""GANs on the line and in the plane."""
