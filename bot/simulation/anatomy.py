"""How far an imbalance moves each thing that can be measured or seen.

The simulator's own table, in shares of the imbalance; the network never reads it. A pattern's
muscles move what they hold, also where no card of that pattern looks.
"""

from collections.abc import Mapping

MOVES: Mapping[str, Mapping[str, float]] = {
    "P01": {
        "T07": 1.0,
        "T08_arch": 0.9,
        "T14_arch": 0.7,
        "T16": 0.6,
        "T07_shin": 0.4,
        "T14_lean": 0.4,
        "T26": 0.2,
    },
    "P02": {"T10": 0.9, "T08_flat": 0.9, "T14_round": 0.7, "T09": 0.7},
    "P03": {
        "T01": 1.0,
        "T05": 0.9,
        "T02": 0.6,
        "T14_arms": 0.5,
        "T28": 0.5,
        "T30": 0.4,
        "T25": 0.2,
    },
    "P04": {
        "T03_hands": 0.9,
        "T02": 0.8,
        "T14_arms": 0.7,
        "T28": 0.7,
        "T29": 0.6,
        "T03": 0.5,
        "T20": 0.2,
    },
    "P05": {"T04": 1.0, "T25": 0.8, "T06": 0.3},
    "P06": {"T06": 1.0, "T20": 0.1},
    "P07": {
        "T13": 1.0,
        "T14_knees": 0.8,
        "T13_pelvis": 0.6,
        "T15": 0.4,
        "T12": 0.4,
        "T11": 0.4,
        "T31": 0.4,
    },
    "P08": {"T11": 1.0, "T14_heels": 0.7, "T14_feet": 0.6, "T14_lean": 0.6, "T13": 0.2},
    "P09": {"T19": 1.0, "T14_feet": 0.6, "T18": 0.5, "T13": 0.4, "T12": 0.2},
    "P10": {"T16": 0.9, "T16_felt": 0.8, "T10": 0.3, "T26": 0.2},
    "P11": {"T15": 0.9, "T17": 0.8, "T13_pelvis": 0.5, "T14_shift": 0.5, "T12": 0.5},
    "P12": {"T21_triceps": 1.0, "T21_elbow": 0.7},
    "P13": {"T20": 1.0, "T03_hands": 0.5, "T02": 0.3},
    "P15": {"T10": 1.0, "T09": 0.8, "T14_round": 0.6, "T11": 0.2},
    "P16": {"T24": 1.0, "T07_shin": 0.8, "T26": 0.6},
    "P17": {"T27": 0.9, "T21": 0.9, "T27_row": 0.8},
    "P18": {"T22": 1.0, "T18": 0.6, "T16": 0.6, "T14_shift": 0.5, "T12": 0.2},
}
"""Pattern -> finding -> share of the imbalance that reaches it."""

SHOWS: Mapping[str, Mapping[str, float]] = {
    "P01": {"arch": 0.8, "belly": 0.5},
    "P02": {"flat": 0.7, "pushed": 0.5, "tight_back_leg": 0.4},
    "P03": {"head": 0.8, "round": 0.6, "chin": 0.5, "shoulders": 0.3},
    "P04": {"shoulders": 0.8, "hands": 0.6, "round": 0.3},
    "P05": {"high": 0.8, "neck_tight": 0.6, "shrug": 0.5},
    "P06": {"blade": 0.7},
    "P07": {"knees_in": 0.7, "front_knee": 0.4},
    "P08": {"heels_lift": 0.7, "feet_out": 0.5},
    "P09": {"low_arch": 0.7, "feet_out": 0.2},
    "P10": {"cramp": 0.6},
    "P11": {"hip_out": 0.6},
    "P12": {"elbows": 0.6},
    "P13": {"chest": 0.6, "shoulders": 0.2},
    "P15": {"sit_tall": 0.7, "tight_back_leg": 0.6},
    "P16": {"front_knee": 0.5},
    "P17": {"arm_weak": 0.7},
    "P18": {"leg_weak": 0.7},
}
"""Pattern -> sign -> how often somebody with it sees or feels it."""

OFTEN_SEEN: Mapping[str, float] = {"arch": 0.85, "belly": 0.5}
"""Signs that most healthy people have. Source: Herrington 2011."""
