"""The gallery of images: experiments that work and experiments that fail, each with its reason."""
