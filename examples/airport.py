"""The example that ships with journeymap: what is weakest, which goals are met, and the map."""

from __future__ import annotations

import journeymap as jm


def main() -> None:
    journey = jm.load_demo()

    weakest = jm.find_weakest(journey, top=2)
    print(weakest.verdict.text)
    for row in weakest.rows:
        print(f"  {row.name}: {row.shown}, chance of being the weakest {row.p_weakest:.0%}")

    goals = jm.measure_goals(journey)
    for goal in goals.rows:
        print(f"{goal.status:>12}  {goal.name}: {goal.shown_goal}, measured {goal.shown}")

    drawing = jm.draw_map(journey, out="airport.svg")
    print(f"The map is in {drawing.path}")


if __name__ == "__main__":
    main()
