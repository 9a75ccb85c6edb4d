from __future__ import annotations

from typing import get_args

import pytest

from journeymap.errors import JourneyError
from journeymap.model.channels import Channel, ChannelIcon
from journeymap.picture.icons import icon_names


def test_every_icon_of_a_channel_is_there() -> None:
    assert set(get_args(ChannelIcon)) <= set(icon_names())


def test_unknown_icon_is_told_with_the_nearest() -> None:
    with pytest.raises(JourneyError) as caught:
        Channel(name="Bus", icon="buss")
    assert str(caught.value) == "icon: unknown word 'buss'; did you mean 'bus'?"
