"""Figures of merit for labelled scores."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
MAIN = ("zh-en", "zh-ru", "zh-ug", "zh-kk", "zh-kka", "ug-en", "ug-ru", "kka-en", "kka-ru", "kk-en", "kk-ru", "ru-en",
        "ru-uz")  # fmt: skip
SIDE = ("zh-zh", "en-en")


def curve(label: Array, score: Array) -> dict[str, float]:
    """AUC, best F1 and its threshold, the greatest recall at 99 % precision and its threshold. Ties move together."""
    order = np.argsort(-score, kind="stable")
    s, y = score[order], label[order]
    last = np.append(s[1:] != s[:-1], True)
    hits, seen = np.cumsum(y)[last], np.flatnonzero(last) + 1.0
    precision, recall = hits / seen, hits / y.sum()
    misses = np.diff(np.append(0.0, seen - hits))
    before = np.append(0.0, hits[:-1])
    auc = float((misses * (before + (hits - before) / 2)).sum() / (y.sum() * (len(y) - y.sum())))
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-12)
    good = precision >= 0.99
    return {
        "pos": float(y.sum()), "n": float(len(y)), "auc": auc, "f1": float(f1.max()),
        "threshold": float(s[last][f1.argmax()]), "r99": float(recall[good].max()) if good.any() else 0.0,
        "t99": float(s[last][good][recall[good].argmax()]) if good.any() else 1.0,
    }  # fmt: skip


def report(rows: list[dict[str, str]], score: Array) -> dict[str, dict[str, float]]:
    """Figures over everything, by level and by script pair, and the acceptance of look-alikes at the best F1.

    `precision` of a level or script pair is what the one threshold of 99 % overall precision gives there.
    """
    counted = np.array([r["level"] != "gender" for r in rows])
    label = np.array([float(r["label"]) for r in rows])
    out = {"overall": curve(label[counted], score[counted])}
    groups: dict[str, list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        if counted[at]:
            groups[row["level"]].append(at)
            groups[row["script_pair"]].append(at)
    for name in ("person", "name", "synth", *MAIN, *SIDE):
        if groups[name]:
            out[name] = curve(label[groups[name]], score[groups[name]])
            accepted = label[groups[name]][score[groups[name]] >= out["overall"]["t99"]]
            out[name]["precision"] = float(accepted.mean()) if len(accepted) else 1.0
    threshold = out["overall"]["threshold"]
    for kind in ("neg_sibling_near", "neg_father_near", "neg_name_near", "neg_gender_surname"):
        which = [at for at, row in enumerate(rows) if row["kind"] == kind]
        out[kind] = {"n": float(len(which)), "accepted": float((score[which] >= threshold).mean())}
    return out


def show(figures: dict[str, dict[str, float]]) -> str:
    """The figures as lines of text."""
    lines = []
    for name, row in figures.items():
        if "accepted" in row:
            lines.append(f"{name:20} {int(row['n']):6}  accepted {row['accepted']:.4f}")
        else:
            lines.append(
                f"{name:20} {int(row['pos']):6} {int(row['n']):6}  AUC {row['auc']:.4f}  F1 {row['f1']:.4f}  "
                f"R@P99 {row['r99']:.4f}"
            )
    main = [figures[name]["r99"] for name in MAIN if name in figures]
    return "\n".join([*lines, f"mean of {len(main)} script pairs: R@P99 {sum(main) / len(main):.4f}"])
