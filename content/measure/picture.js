// A small line figure that shows where the phone lies.

const SVG = "http://www.w3.org/2000/svg";

function shape(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

const line = (points, kind) => shape("polyline", { points: points.map((point) => point.join(",")).join(" "), class: kind });

/** `picture`: {lines: bodies of points, ground, head, phone: [x, y, degrees], way: the movement}. */
export function draw(svg, picture, words) {
  const [x, y, turn] = picture.phone;
  svg.replaceChildren(
    ...(picture.ground ?? []).map((points) => line(points, "ground")),
    ...picture.lines.map((points) => line(points, "body")),
    ...(picture.way ? [line(picture.way, "way")] : []),
    ...(picture.head ? [shape("circle", { cx: picture.head[0], cy: picture.head[1], r: 13, class: "head" })] : []),
    shape("rect", { x: x - 5, y: y - 12, width: 10, height: 24, rx: 2.5, class: "phone", transform: `rotate(${turn} ${x} ${y})` }),
  );
  svg.setAttribute("aria-label", words);
}
