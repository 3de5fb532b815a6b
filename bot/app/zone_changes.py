"""Move promised messages when the installed zone data has other rules than they were promised by.

A message is promised as an instant, for a time on somebody's clock. When a government changes the
clocks and the zone data follows, the instant has to move, so that the clock shows the same time.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo, available_timezones

from bot.app.deps import Deps
from bot.db.promises import Promise
from bot.db.store import Store
from bot.domain.catalog import DeliveryKind
from bot.domain.delivery import Delivery, DeliveryState
from bot.domain.zone_rules import ZoneRules, rules_of, same_wall_time

log = logging.getLogger(__name__)

SO_LONG_AFTER = (
    DeliveryKind.CHECKIN,
    DeliveryKind.NUDGE,
    DeliveryKind.TIMER,
    DeliveryKind.ALARM,
)
"""What comes some time after something else, whatever the clock shows."""
AT_ONCE = 200
"""People whose rows are locked by one statement."""

Load = Callable[[str], ZoneInfo]


async def follow_zone_rules(deps: Deps, load: Load = ZoneInfo.no_cache) -> int:
    """Move what is promised in zones whose rules are not those of before; return how many messages
    were moved.

    Each zone is one transaction, so that a kill in between moves nothing twice.

    Args:
        load: reads a zone of the installed zone data.
    """
    now = deps.now()
    rules = await asyncio.to_thread(_installed, load, now)
    async with deps.transaction() as store:
        known = await store.zones.all()
        revised = [name for name in known if name in rules and _revised(known, rules, name)]
        await store.zones.save({name: rules[name] for name in rules.keys() - set(revised)})
    return sum([await _follow(deps, name, rules, load) for name in revised])


def _installed(load: Load, now: datetime) -> Mapping[str, ZoneRules]:
    return {name: rules_of(load(name), now) for name in available_timezones()}


def _revised(known: Mapping[str, ZoneRules], rules: Mapping[str, ZoneRules], name: str) -> bool:
    return name in known and not known[name].agree_with(rules[name])


async def _follow(deps: Deps, name: str, rules: Mapping[str, ZoneRules], load: Load) -> int:
    """Move what is promised in one zone, unless another replica does or did."""
    async with deps.transaction() as store:
        known = await store.zones.all() if await store.alone(f"rules of {name}") else {}
        if not _revised(known, rules, name):
            return 0
        promises = await _promises(store, known[name], name, load(name), deps.now())
        await store.deliveries.promise_all(promises)
        await store.zones.save({name: rules[name]})
    log.info("messages moved to new rules of a zone", extra={"count": len(promises)})
    return len(promises)


async def _promises(
    store: Store, before: ZoneRules, name: str, zone: ZoneInfo, now: datetime
) -> list[Promise]:
    """What is promised in a zone and has to move, at its new moment."""
    living = await store.zones.people(name)
    promises = []
    for start in range(0, len(living), AT_ONCE):
        for person in await store.people.hold_all(living[start : start + AT_ONCE]):
            for delivery in await store.deliveries.open_of(person):
                if delivery.state is not DeliveryState.PROMISED or delivery.due <= now:
                    continue
                due = same_wall_time(delivery.due, before, zone)
                if due != delivery.due and delivery.kind not in SO_LONG_AFTER:
                    promises.append(_moved(delivery, due))
    return promises


def _moved(delivery: Delivery, due: datetime) -> Promise:
    return Promise(
        delivery.person,
        delivery.kind,
        delivery.slot,
        due,
        due + (delivery.expires - delivery.due),
        delivery.priority,
    )
