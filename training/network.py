"""The network: lower layers once, upper layers once for cues and once more for every cue."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from dragoman.grammar.encoder.decode import Floats
from dragoman.grammar.encoder.pieces import Ints

WIDTH, HEADS, LAYERS, UPPER = 384, 12, 6, 3
VOCABULARY, POSITIONS = 30522, 512


class Layer(nn.Module):
    """A BERT layer; attention as plain products (a third faster here than torch's own)."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, 1e-12)
        self.up = nn.Linear(WIDTH, 4 * WIDTH)
        self.down = nn.Linear(4 * WIDTH, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, 1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Hidden states after the layer; the mask is added to the scores."""
        rows, length, _ = x.shape
        shape = (rows, length, 3, HEADS, WIDTH // HEADS)
        q, k, v = self.qkv(x).view(shape).permute(2, 0, 3, 1, 4).unbind(0)
        scores = (q * (WIDTH // HEADS) ** -0.5) @ k.transpose(-1, -2) + mask.to(q.dtype)
        seen = torch.softmax(scores, -1, dtype=q.dtype) @ v
        x = self.norm1(x + self.out(seen.transpose(1, 2).reshape(rows, length, WIDTH)))
        return self.norm2(x + self.down(functional.gelu(self.up(x))))


class Network(nn.Module):
    """Cue tags of pieces; for a cue, roles of pieces and a second opinion on the cue."""

    def __init__(self) -> None:
        super().__init__()
        self.word = nn.Embedding(VOCABULARY, WIDTH, padding_idx=0)
        self.position = nn.Embedding(POSITIONS, WIDTH)
        self.kind = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.case = nn.Embedding(4, WIDTH)
        self.quoted = nn.Embedding(3, WIDTH)
        self.begins = nn.Embedding(2, WIDTH)
        for table in (self.case, self.quoted, self.begins):
            nn.init.normal_(table.weight, std=0.01)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.at_cue = nn.Parameter(torch.randn(WIDTH) * 0.1)
        self.cue_head = nn.Linear(WIDTH, 3)
        self.side_head = nn.Linear(WIDTH, 2)
        self.role_head = nn.Linear(WIDTH, 4)
        self.true_head = nn.Linear(WIDTH, 1)
        self.dropout = nn.Dropout(0.1)

    def lower(self, ids: Tensor, features: Tensor) -> Tensor:
        """Hidden states of windows after the lower layers."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.word(ids) + self.position(places)[None] + self.kind.weight[0]
        x = x + self.case(features[..., 0]) + self.quoted(features[..., 1])
        x = self.dropout(self.norm(x + self.begins(features[..., 2])))
        mask = _mask(ids != 0)
        for layer in self.layers[: LAYERS - UPPER]:
            x = layer(x, mask)
        return x

    def _upper(self, x: Tensor, valid: Tensor) -> Tensor:
        mask = _mask(valid)
        for layer in self.layers[LAYERS - UPPER :]:
            x = layer(x, mask)
        return self.dropout(x)

    def cues(self, x: Tensor, ids: Tensor) -> tuple[Tensor, Tensor]:
        """Tags of cues; and of sources and contents, which only help in training."""
        h = self._upper(x, ids != 0)
        return self.cue_head(h), self.side_head(h)

    def roles(
        self, x: Tensor, places: Tensor, valid: Tensor, at_cue: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Roles of the pieces around each cue, and whether it is one.

        Args:
            x: hidden states of all pieces, a row each.
            places: for each cue, the rows seen with it.
            at_cue: 1 at the pieces of the cue.
        """
        count, length = places.shape
        h = x.index_select(0, places.reshape(-1)).view(count, length, -1)
        h = h + at_cue.unsqueeze(-1).to(x.dtype) * self.at_cue.to(x.dtype)
        h = self._upper(h, valid)
        weight = (at_cue / at_cue.sum(1, keepdim=True)).unsqueeze(-1).to(h.dtype)
        return self.role_head(h), self.true_head((h * weight).sum(1)).squeeze(-1)


def _mask(valid: Tensor) -> Tensor:
    return torch.where(valid, 0.0, -1e4)[:, None, None, :]


class TrainedNetwork:
    """Trained weights in full precision, asked as the exported graphs are."""

    def __init__(self, weights: Path) -> None:
        self._network = Network()
        self._network.load_state_dict(torch.load(weights))
        self._network.eval()

    def cues(self, ids: Ints, features: Ints) -> tuple[Floats, Floats]:
        """Hidden states and cue tags (logits) of the pieces of one window."""
        with torch.inference_mode():
            row = torch.from_numpy(ids[None])
            hidden = self._network.lower(row, torch.from_numpy(features[None]))
            tags, _ = self._network.cues(hidden, row)
        return hidden[0].numpy(), tags[0].numpy()

    def roles(
        self, hidden: Floats, places: Ints, valid: np.ndarray, at_cue: Floats
    ) -> tuple[Floats, Floats]:
        """For each cue of the window: roles of the pieces around it; whether it is one."""
        with torch.inference_mode():
            given = (torch.from_numpy(x) for x in (hidden, places, valid, at_cue))
            roles, true = self._network.roles(*given)
        return roles.numpy(), true.numpy()


def load_base(network: Network, path: Path) -> None:
    """Fill in the published weights of the base model."""
    from safetensors.torch import load_file

    base = {k.removeprefix("bert."): v for k, v in load_file(path).items()}
    state = network.state_dict()
    tables = {"word": "word", "position": "position", "kind": "token_type"}
    for name, theirs in tables.items():
        state[f"{name}.weight"] = base[f"embeddings.{theirs}_embeddings.weight"]
    names = {
        "out": "attention.output.dense",
        "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    for part in ("weight", "bias"):
        state[f"norm.{part}"] = base[f"embeddings.LayerNorm.{part}"]
        for i in range(LAYERS):
            at = f"encoder.layer.{i}."
            state[f"layers.{i}.qkv.{part}"] = torch.cat(
                [base[f"{at}attention.self.{x}.{part}"] for x in ("query", "key", "value")]
            )
            for ours, theirs in names.items():
                state[f"layers.{i}.{ours}.{part}"] = base[f"{at}{theirs}.{part}"]
    network.load_state_dict(state)
