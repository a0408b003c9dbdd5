"""Average the weights of two runs: better on dev than either.

python training/average.py build/a/weights.pt build/b/weights.pt --out build/encoder
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import torch


def main() -> None:
    """Read two, write their mean."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("weights", type=Path, nargs=2)
    options.add_argument("--out", type=Path, default=Path("build/encoder"))
    chosen = options.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    one, other = (torch.load(path) for path in chosen.weights)
    mean = {k: (v + other[k]) / 2 if v.is_floating_point() else v for k, v in one.items()}
    torch.save(mean, chosen.out / "weights.pt")
    source = chosen.weights[0].parent / "transitions.json"
    if source.parent != chosen.out:
        shutil.copy(source, chosen.out)


if __name__ == "__main__":
    main()
