"""How regularly a series swings, and every how many steps."""

import numpy as np

from models.diagnosis.history import Floats


def rhythm(x: Floats, smooth: int = 5) -> tuple[float, int]:
    """Autocorrelation of a series at the first of its highest peaks, at most 1, and the lag of that peak.

    Its trend is taken out and its noise smoothed. A peak counts after a zero, and as much as the trough before it is
    deep; only lags that fit in twice count. (0, 0) where there is none.
    """
    if len(x) < 8 * smooth:
        return 0.0, 0
    y = np.convolve(x, np.full(smooth, 1 / smooth), "valid")
    t = np.arange(len(y))
    y = y - np.polyval(np.polyfit(t, y, 1), t)
    n = len(y)
    spectrum = np.fft.rfft(y, 2 * n)
    a = np.fft.irfft(spectrum * spectrum.conj())[:n] / np.arange(n, 0, -1)
    below = np.flatnonzero(a[: n // 2] < 0)
    if a[0] <= 1e-16 * max(1.0, float(np.square(x).max())) or not len(below):
        return 0.0, 0
    start = int(below[0])
    rising = start + int((a[start : n // 2] >= 0.9 * a[start : n // 2].max()).argmax())
    peak = rising + int(a[rising : min(rising * 5 // 4 + 1, n // 2)].argmax())
    trough = -a[start : peak + 1].min()
    return max(0.0, float(min(a[peak], trough) / a[0])), peak
