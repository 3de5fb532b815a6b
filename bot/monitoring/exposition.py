"""Which metrics Prometheus is given, and their names."""

from collections.abc import Iterator

from prometheus_client import CollectorRegistry, GCCollector, PlatformCollector, ProcessCollector
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.exposition import choose_encoder
from prometheus_client.registry import Collector

from bot import meter
from bot.domain.census import Census


class _Bot(Collector):
    """Everything of ours, at this moment."""

    def __init__(self, rate: float, census: Census | None) -> None:
        self._rate = rate
        self._census = census

    def collect(self) -> Iterator[Metric]:
        for counter in meter.COUNTERS:
            family = CounterMetricFamily(_name(counter.name), counter.says, labels=counter.labels)
            values = counter.values or ({} if counter.labels else {(): 0})
            for labels, value in sorted(values.items()):
                family.add_metric(labels, value)
            yield family
        for histogram in meter.HISTOGRAMS:
            yield _histogram(histogram)
        for age in (meter.TELEGRAM_ANSWERED,):
            yield GaugeMetricFamily(_name(age.name), age.says, value=age.seconds)
        budget = "Pushes a second that all replicas together may send."
        yield GaugeMetricFamily(_name("push_budget_per_second"), budget, value=self._rate)
        if self._census is not None:
            yield from _gauges(self._census)


def exposition(accept: str, rate: float, census: Census | None) -> tuple[bytes, str]:
    """The document and its content type.

    Args:
        accept: the formats that the reader takes, as in the header.
        rate: pushes a second of all replicas together.
        census: what the database says; None while it is away.
    """
    registry = CollectorRegistry()
    registry.register(_Bot(rate, census))
    ProcessCollector(registry=registry)
    PlatformCollector(registry=registry)
    GCCollector(registry=registry)
    encode, kind = choose_encoder(accept)
    return encode(registry), kind


def _name(name: str) -> str:
    return f"counterpose_{name}"


def _histogram(histogram: meter.Histogram) -> Metric:
    family = HistogramMetricFamily(_name(histogram.name), histogram.says)
    buckets, seen = [], 0
    for bound, count in zip((*histogram.bounds, None), histogram.counts, strict=True):
        seen += count
        buckets.append(("+Inf" if bound is None else str(bound), float(seen)))
    family.add_metric([], buckets, histogram.sum)
    return family


def _gauges(census: Census) -> Iterator[Metric]:
    people = census.people
    stands = GaugeMetricFamily(_name("people"), "People, by where they stand.", labels=["stand"])
    for stand in ("met", "agreed", "assessed", "receiving", "paused", "stopped", "unreachable"):
        stands.add_metric([stand], getattr(people, stand))
    stands.add_metric(["locked"], people.locked)
    yield stands
    active = GaugeMetricFamily(
        _name("people_active"), "People who wrote or tapped within so many days.", labels=["days"]
    )
    for days, number in people.active.items():
        active.add_metric([str(days)], number)
    yield active
    overdue, oldest = "Messages due and not sent.", "For how long the first of those has been due."
    yield GaugeMetricFamily(_name("deliveries_overdue"), overdue, value=census.post.overdue)
    yield GaugeMetricFamily(
        _name("deliveries_oldest_overdue_seconds"), oldest, value=census.post.oldest_s
    )
    unanswered = "Questions of the last day for which there was no answer."
    yield GaugeMetricFamily(_name("questions_unanswered"), unanswered, value=census.unanswered)
