"""Draw one pose as SVG: parts and props far to near, muscles on the skin."""

from dataclasses import replace

from bot.figures.camera import Camera
from bot.figures.flesh import Layer, Part, parts
from bot.figures.head import NECK, head
from bot.figures.kinematics import FRAME, Placed
from bot.figures.lit import lit, muscle_svg
from bot.figures.order import far_to_near, nearer
from bot.figures.outline import Shape, shape
from bot.figures.palette import CLOTH, EDGE, PANEL, mix
from bot.figures.pose import Figure, Key
from bot.figures.things import Thing, things
from bot.figures.window import Shot, Window, path

_FAR = 0.16
_LINE = 0.012  # metres
_BIAS = {"trunk": 0.0, "head": 0.06}


def fists(figure: Figure) -> frozenset[str]:
    """Sides whose hand holds something."""
    held = {end for prop in figure.props for end in prop.ends}
    held |= {contact.part for key in figure.keys for contact in key.contacts}
    return frozenset(
        side for side in ("left", "right") if {f"{side}_grip_point", f"{side}_fist"} & held
    )


def layer_shape(layer: Layer, placed: Placed, seen: Camera, row: int) -> Shape:
    """A layer's main chain, with the pieces of its further chains added to the outline."""
    main = shape(layer.blobs, placed, seen, row)
    arms = [shape(arm, placed, seen, row) for arm in layer.arms]
    if not arms:
        return main
    return replace(
        main,
        pieces=sum((arm.pieces for arm in arms), main.pieces),
        around=sum((arm.around for arm in arms), main.around),
        outward=sum((arm.outward for arm in arms), main.outward),
    )


def _tone(cloth: str, far: bool) -> str:
    colour = CLOTH[cloth]
    return mix(colour, PANEL, 0.3) if far else colour


def _layer(layer: Layer, shaped: Shape, window: Window, far: bool) -> str:
    inside = f'<path d="{path(shaped.around, window)}" fill="{_tone(layer.cloth, far)}"/>'
    if not layer.edge:
        return inside
    return f'<path d="{path(shaped.rim(_LINE / 2), window)}" fill="{_tone_edge(far)}"/>{inside}'


def _tone_edge(far: bool) -> str:
    return mix(EDGE, PANEL, 0.35) if far else EDGE


def _sleeve(
    own: Part, other: Part, shapes: dict[str, list[Shape]], window: Window, far: bool
) -> str:
    """The end of an already painted neighbour again, to hide the cap line at their joint."""
    layers, drawn = other.layers, shapes[other.name]
    if other.name == "trunk":
        if own.name == "neck":
            return ""
        if own.name.endswith("thigh"):
            chosen = [(layers[1], drawn[1].pieces)]
        else:
            chosen = [
                (layers[0], drawn[0].pieces[-4:-2] if own.side == "left" else drawn[0].pieces[-2:])
            ]
    elif other.name in own.next_to:
        chosen = [(layers[0], drawn[0].pieces[-1:])]
    else:
        chosen = [(layer, s.pieces[:1]) for layer, s in zip(layers, drawn, strict=True)]
    return "".join(
        f'<path d="{path(pieces, window)}" fill="{_tone(layer.cloth, far)}"/>'
        for layer, pieces in chosen
    )


def _thing(thing: Thing, window: Window) -> str:
    colour, width = CLOTH[thing.cloth], window.scale * 0.01
    edge = mix(colour, EDGE, 0.55)
    if thing.line:
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in window.put(thing.shape.centres))
        thick = window.scale * 0.02
        return (
            f'<polyline points="{points}" fill="none" stroke="{colour}" '
            f'stroke-width="{thick:.1f}" stroke-linecap="round" stroke-linejoin="round"/>'
        )
    return (
        f'<path d="{path(thing.shape.around, window)}" fill="{colour}" stroke="{edge}" '
        f'stroke-width="{width:.1f}" stroke-linejoin="round" paint-order="stroke"/>'
    )


def body(placed: Placed, row: int, seen: Camera, closed: frozenset[str]) -> tuple[Part, ...]:
    """All parts of the mannequin as seen now."""
    looking = placed.rotation[row, FRAME["head"]].T @ seen.toward
    face = head((float(looking[0]), float(looking[1]), float(looking[2])))
    return (*parts(closed), NECK, face)


def pose_svg(figure: Figure, key: Key, shot: Shot) -> str:
    """The figure and its props in one pose."""
    placed, row, seen, window = shot.placed, shot.row, shot.seen, shot.window
    drawn = body(placed, row, seen, fists(figure))
    shapes = {
        part.name: [layer_shape(layer, placed, seen, row) for layer in part.layers]
        for part in drawn
    }
    around = list(things(figure, key, placed, row, seen))
    loose = [thing for thing in around if not thing.backdrop]
    far_side = _far_sides(placed, seen)
    sorted_ones = [*(shapes[part.name][0] for part in drawn), *(thing.shape for thing in loose)]
    covering = nearer(sorted_ones)
    order = far_to_near(
        covering,
        [float(one.depths.mean()) for one in sorted_ones],
        [*(_BIAS.get(part.name, 0.015) for part in drawn), *(0.02 for _ in loose)],
    )
    glow = lit(figure, placed, row, seen)

    def glowing(name: str) -> list[str]:
        return [
            muscle_svg(muscle, signal, shot)
            for signal, muscle in glow
            if name in muscle.lies_on and muscle.lies_on <= {*done, name}
        ]

    result = [_thing(thing, window) for thing in around if thing.backdrop]
    done: list[str] = []
    by_name = {part.name: part for part in drawn}
    numbers = {part.name: number for number, part in enumerate(drawn)}
    for number in order:
        if number >= len(drawn):
            result.append(_thing(loose[number - len(drawn)], window))
            continue
        part = drawn[number]
        far = part.side in far_side
        for layer, shaped in zip(part.layers, shapes[part.name], strict=True):
            result.append(_layer(layer, shaped, window, far))
        for place_in_order, name in enumerate(done):
            other = by_name[name]
            if name not in part.next_to and part.name not in other.next_to:
                continue
            if part.name == "trunk" or "head" in (part.name, name):
                continue
            since = done[place_in_order + 1 :]
            below = numbers[name]
            # the other thigh flows into the same shorts, and is no reason to leave this one's cap
            twins = [later for later in since if part.name[-6:] == later[-6:] == "_thigh"]
            if any(
                covering[numbers[later], below] for later in since if later not in ("neck", *twins)
            ):
                continue
            result.append(_sleeve(part, other, shapes, window, other.side in far_side))
            for repainted in (name, *twins):
                result.extend(glowing(repainted))
        done.append(part.name)
        result.extend(glowing(part.name))
    return "".join(_seen(result))


def _seen(drawn: list[str]) -> list[str]:
    """Drop what is painted over again later in the same way, unless it is transparent."""
    last = {svg: number for number, svg in enumerate(drawn) if "opacity" not in svg}
    return [svg for number, svg in enumerate(drawn) if last.get(svg, number) == number]


def _far_sides(placed: Placed, seen: Camera) -> frozenset[str]:
    """The side of the body turned away from the viewer, when one is, over the whole movement."""
    depth = {
        side: float(
            sum(
                placed.origin[:, FRAME[f"{side}_{part}"]].mean(axis=0)
                for part in ("thigh", "humerus")
            )
            @ seen.toward
        )
        for side in ("left", "right")
    }
    gap = depth["left"] - depth["right"]
    if abs(gap) < 2 * _FAR:
        return frozenset()
    return frozenset({"right" if gap > 0 else "left"})
