"""A journey made in Python, with a metric of one's own: the share of cases solved at once."""

from __future__ import annotations

import journeymap as jm


def make_journey() -> jm.Journey:
    solved = jm.Metric(id="solved", name="Solved at once", kind="share", target=0.85, floor=0.5)
    solved_at = {"call": (181, 220), "chat": (87, 104), "visit": (64, 80), "repair": (55, 110)}
    return jm.Journey(
        name="Getting help with a washing machine",
        metrics=[solved],
        stages=[
            jm.Stage(name="Ask", goal="solved >= 80%", touchpoints=["Call", "Chat"]),
            jm.Stage(name="Mend", goal="solved >= 70%", touchpoints=["Visit", "Repair"]),
        ],
        readings=[
            jm.Reading(touchpoint=touchpoint, metric="solved", count=count, of=of)
            for touchpoint, (count, of) in solved_at.items()
        ],
    )


def main() -> None:
    journey = make_journey()
    print(jm.find_weakest(journey))
    print(jm.measure_goals(journey))
    jm.save_journey(journey, "washing_machine.yaml")


if __name__ == "__main__":
    main()
