"""What happens in a classroom that makes trackers fail, each as a clip of some seconds."""

from typing import Final

from scripts.evaluation.tracking.cast import (
    AWAY,
    FREYA,
    FRONT,
    KOFI,
    LEFT,
    LIN,
    LINH,
    OSKAR,
    RIGHT,
    SIBLING,
    SMILE,
    STEFAN,
    STRANGER_1,
    STRANGER_2,
    ZOE,
)
from scripts.evaluation.tracking.scene import Actor, Scenario, Thing, stops

_OUT_LEFT, _OUT_RIGHT = -140.0, 780.0
_BELOW = 380.0
"""Under the desk, below the picture."""

SCENARIOS: Final = (
    Scenario(
        "moving",
        8.0,
        (
            Actor(LIN, stops((0, 120), (2.5, 330), (5, 110), (8, 250)), row=2),
            Actor(ZOE, stops((0, 480, 60, 130), (4, 500, 110, 220), (8, 480, 50, 120)), row=3),
            Actor(STRANGER_1, stops((0, 590, 30, 110), (3, 60, 30, 110), (8, 590, 30, 110)), row=1),
        ),
    ),
    Scenario(
        "crossing",
        9.0,
        (
            Actor(LIN, stops((0, 110), (1, 110), (3.5, 530), (5, 530), (8, 110), (9, 110)), row=2),
            Actor(
                OSKAR, stops((0, 530), (1, 530), (3.5, 110), (5, 110), (8, 530), (9, 530)), row=1
            ),
        ),
    ),
    Scenario(
        "crossing strangers",
        9.0,
        (
            Actor(
                STRANGER_1,
                stops((0, 110), (1, 110), (3.5, 530), (5, 530), (8, 110), (9, 110)),
                row=2,
            ),
            Actor(
                FREYA, stops((0, 530), (1, 530), (3.5, 110), (5, 110), (8, 530), (9, 530)), row=1
            ),
            Actor(STRANGER_2, stops((0, 320, 20, 110)), row=0),
        ),
    ),
    Scenario(
        "meeting",
        8.0,
        (
            Actor(KOFI, stops((0, 100), (2.5, 285), (3.5, 285), (6, 100), (8, 100)), row=2),
            Actor(STEFAN, stops((0, 540), (2.5, 350), (3.5, 350), (6, 540), (8, 540)), row=1),
        ),
    ),
    Scenario(
        "back soon",
        9.0,
        (
            Actor(
                ZOE,
                stops((0, 200), (1.5, 200), (2.7, _OUT_LEFT), (4, _OUT_LEFT), (5.2, 200), (9, 200)),
            ),
            Actor(
                STRANGER_1,
                stops(
                    (0, 450), (3, 450), (4.2, _OUT_RIGHT), (5.5, _OUT_RIGHT), (6.7, 450), (9, 450)
                ),
            ),
        ),
    ),
    Scenario(
        "back late",
        18.0,
        (
            Actor(LINH, stops((0, 200), (2, 200), (3.2, _OUT_LEFT))),
            Actor(LINH, stops((13.0, _OUT_RIGHT), (14.5, 500), (18, 500))),
            Actor(STRANGER_2, stops((0, 460), (3, 460), (4.2, _OUT_RIGHT))),
            Actor(STRANGER_2, stops((12.0, _OUT_LEFT), (13.5, 150), (18, 150))),
        ),
    ),
    Scenario(
        "turning",
        11.0,
        (
            Actor(
                LIN,
                stops((0, 190)),
                turns=((1.5, LEFT), (3, FRONT), (4, AWAY), (6.5, RIGHT), (8, FRONT)),
            ),
            Actor(
                STRANGER_1, stops((0, 450)), turns=((2, AWAY), (3.2, FRONT), (5, AWAY), (8, SMILE))
            ),
        ),
    ),
    Scenario(
        "blurred",
        8.0,
        (
            Actor(
                OSKAR,
                stops(
                    (0, 100),
                    (1, 100),
                    (1.6, 520),
                    (2.4, 520),
                    (2.9, 130),
                    (4, 130),
                    (4.4, 400),
                    (8, 300),
                ),
                row=2,
            ),
            Actor(
                STRANGER_2,
                stops(
                    (0, 540, 30, 120),
                    (3, 540, 30, 120),
                    (3.5, 100, 30, 120),
                    (5, 100, 30, 120),
                    (5.5, 560, 30, 120),
                    (8, 560, 30, 120),
                ),
                row=1,
            ),
        ),
    ),
    Scenario(
        "half hidden",
        9.0,
        (Actor(KOFI, stops((0, 190))), Actor(ZOE, stops((0, 450)))),
        things=(
            Thing(
                stops(
                    (1.5, 190, 400, 160),
                    (2.3, 190, 183, 160),
                    (5, 190, 183, 160),
                    (5.8, 190, 400, 160),
                ),
                width=150,
            ),
            Thing(
                stops(
                    (4, 700, -10, 380), (5.0, 480, -10, 380), (7, 480, -10, 380), (8, 700, -10, 380)
                ),
                width=60,
            ),
        ),
    ),
    Scenario(
        "hidden",
        10.0,
        (
            Actor(STEFAN, stops((0, 180))),
            Actor(STRANGER_1, stops((0, 450))),
            Actor(LINH, stops((4, _OUT_LEFT, 60, 200), (8, _OUT_RIGHT, 60, 200)), row=3),
        ),
        things=(
            Thing(
                stops(
                    (1, 180, 400, 170), (1.5, 180, 80, 170), (3, 180, 80, 170), (3.5, 180, 400, 170)
                ),
                width=170,
            ),
        ),
    ),
    Scenario(
        "seat taken",
        9.0,
        (
            Actor(OSKAR, stops((0, 200), (2, 200), (2.6, 200, _BELOW))),
            Actor(STRANGER_1, stops((3.0, 200, _BELOW), (3.6, 200), (9, 200))),
            Actor(FREYA, stops((0, 460), (4, 460), (5, _OUT_RIGHT))),
            Actor(STRANGER_2, stops((4.6, _OUT_RIGHT), (5.8, 460), (9, 460))),
        ),
    ),
    Scenario(
        "seat taken unseen",
        6.0,
        (
            Actor(ZOE, stops((0, 200), (2.5, 200))),
            Actor(STRANGER_2, stops((2.5, 200), (6, 200))),
            Actor(LIN, stops((0, 460), (2.5, 460))),
            Actor(STRANGER_1, stops((2.5, 460), (6, 460))),
        ),
        stalls=((2.0, 2.8),),
    ),
    Scenario(
        "seats swapped",
        9.0,
        (
            Actor(LINH, stops((0, 200), (2, 200), (4.5, 460), (9, 460)), row=2),
            Actor(ZOE, stops((0, 460), (2, 460), (4.5, 200), (9, 200)), row=1),
        ),
    ),
    Scenario(
        "seats swapped unseen",
        6.0,
        (
            Actor(LINH, stops((0, 200), (2.5, 200))),
            Actor(ZOE, stops((0, 460), (2.5, 460))),
            Actor(ZOE, stops((2.5, 200), (6, 200))),
            Actor(LINH, stops((2.5, 460), (6, 460))),
        ),
        stalls=((2.0, 2.8),),
    ),
    Scenario(
        "look-alikes",
        9.0,
        (
            Actor(OSKAR, stops((0, 110), (1, 110), (4, 530), (6, 530), (9, 110)), row=2),
            Actor(SIBLING, stops((0, 530), (1, 530), (4, 110), (6, 110), (9, 530)), row=1),
        ),
        enrolled_siblings=True,
    ),
    Scenario(
        "look-alike stranger",
        9.0,
        (
            Actor(OSKAR, stops((0, 200), (2, 200), (3, _OUT_LEFT))),
            Actor(SIBLING, stops((3.4, _OUT_LEFT), (4.4, 200), (9, 200))),
        ),
    ),
    Scenario(
        "class",
        10.0,
        (
            Actor(FREYA, stops((0, 90, 60, 120), (10, 90, 60, 120)), row=1),
            Actor(LINH, stops((0, 250, 60, 120), (10, 250, 60, 120)), row=1),
            Actor(STEFAN, stops((0, 400, 60, 120), (10, 400, 60, 120)), row=1),
            Actor(STRANGER_2, stops((0, 550, 60, 120), (10, 550, 60, 120)), row=1),
            Actor(KOFI, stops((1, _OUT_RIGHT, 40, 170), (5, _OUT_LEFT, 40, 170)), row=2),
            Actor(STRANGER_1, stops((4, _OUT_LEFT, 70, 200), (9, _OUT_RIGHT, 70, 200)), row=3),
        ),
    ),
)
