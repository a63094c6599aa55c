"""Where toys train. It asks torch only when a GPU was named, because to look for one takes time."""


class DeviceError(RuntimeError):
    pass


def resolve(device: str) -> str:
    """The torch device that a setting names; raises DeviceError where this machine has none.

    "auto" is the CPU: these networks are so small that starting a GPU kernel takes longer than running it here.
    """
    if device in ("auto", "cpu"):
        return "cpu"
    import torch

    there = torch.cuda.is_available() if device == "cuda" else torch.backends.mps.is_available()
    if not there:
        raise DeviceError(f"This machine's PyTorch ({torch.__version__}) finds no {device} device; try --device cpu.")
    return device
