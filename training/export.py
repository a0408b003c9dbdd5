"""Write trained weights as the files that the project ships: graphs in int8, vocabulary, config.

    python training/export.py --model build/encoder --out src/dragoman/models/attribution

Every channel of a weight has its own scale: one scale a matrix loses 2.6 points strict.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import torch
from network import Network
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from train_encoder import base_folder

from dragoman.grammar.encoder.model import CONFIG, CUES, FILES, ROLES, VOCABULARY, sha256

OPSET = 17
# Until evaluate.py --tune finds better ones.
THRESHOLDS = {
    "candidate": 0.2,
    "threshold": 0.45,
    "second_opinion": 0.3,
    "transition_weight": 0.3,
}


class CuesGraph(nn.Module):
    """Ids and features of a window to hidden states and cue tags."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
        """As `Network.lower` and `Network.cues`."""
        hidden = self.network.lower(ids, features)
        return hidden, self.network.cues(hidden, ids)[0]


class RolesGraph(nn.Module):
    """Hidden states and cues to roles and second opinions."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, hidden: Tensor, places: Tensor, valid: Tensor, at_cue: Tensor
    ) -> tuple[Tensor, Tensor]:
        """As `Network.roles`."""
        return self.network.roles(hidden, places, valid, at_cue)


def export(network: Network, folder: Path) -> None:
    """Both graphs in full precision."""
    ids = torch.randint(1000, 2000, (1, 50))
    features = torch.zeros(1, 50, 3, dtype=torch.long)
    places = torch.arange(40).view(2, 20)
    at_cue = torch.zeros(2, 20)
    at_cue[:, 3] = 1
    torch.onnx.export(
        CuesGraph(network),
        (ids, features),
        str(folder / CUES),
        input_names=["ids", "features"],
        output_names=["hidden", "tags"],
        dynamic_axes={k: {1: "length"} for k in ("ids", "features", "hidden", "tags")},
        opset_version=OPSET,
        dynamo=False,
    )
    both = {0: "cues", 1: "seen"}
    torch.onnx.export(
        RolesGraph(network),
        (network.lower(ids, features)[0], places, torch.ones(2, 20, dtype=torch.bool), at_cue),
        str(folder / ROLES),
        input_names=["hidden", "places", "valid", "at_cue"],
        output_names=["roles", "true"],
        dynamic_axes={"hidden": {0: "length"}, "true": {0: "cues"}}
        | dict.fromkeys(("places", "valid", "at_cue", "roles"), both),
        opset_version=OPSET,
        dynamo=False,
    )


def main() -> None:
    """Export, quantise, write the config with the hashes of all."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--model", type=Path, default=Path("build/encoder"))
    options.add_argument("--out", type=Path, default=Path("src/dragoman/models/attribution"))
    options.add_argument("--version", default="2")
    chosen = options.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    network = Network()
    network.load_state_dict(torch.load(chosen.model / "weights.pt"))
    network.eval()
    with tempfile.TemporaryDirectory() as folder, torch.no_grad():
        export(network, Path(folder))
        for name in (CUES, ROLES):
            quantize_dynamic(
                Path(folder, name), chosen.out / name, weight_type=QuantType.QInt8, per_channel=True
            )
    shutil.copy(base_folder() / "tokenizer.json", chosen.out / VOCABULARY)
    config = {
        "name": "dragoman-attribution",
        "version": chosen.version,
        **THRESHOLDS,
        "transitions": json.loads((chosen.model / "transitions.json").read_text()),
        "hashes": {name: sha256(chosen.out / name) for name in FILES},
    }
    (chosen.out / CONFIG).write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
