// From the direction of gravity to readings: when the phone lies still, and how far it has turned.

/** How long the phone must lie still for a reading, and how few samples are too few, in ms. */
export const STILL_MS = 1000;
const FEWEST = 8;
/** Degrees: the standard deviation, the drift within the second, and the farthest single sample. */
const SPREAD = 1;
const CREEP = 0.75;
const FARTHEST = 4;
/** Degrees that the phone must turn between two readings, so that each is a try of its own. */
const MOVED = 5;
/** Time to lay the phone down before its zero counts, in ms. */
const LAY_DOWN_MS = 2000;
/** Degrees out of the plane of the movement from which the phone lies askew. */
const ASKEW = 35;
/** Degrees between the two readings that count, above which the side is measured again. */
export const TOO_FAR_APART = 12;
export const READINGS = 3;

const DEGREE = Math.PI / 180;

/** Where up is, seen from the phone: x to the right of the screen, y to its top, z out of it. */
export function upFromOrientation(beta, gamma) {
  const b = beta * DEGREE;
  const g = gamma * DEGREE;
  return [-Math.cos(b) * Math.sin(g), Math.sin(b), Math.cos(b) * Math.cos(g)];
}

/** The same from what an accelerometer tells of a phone that lies still; null while it falls. */
export function upFromAcceleration(x, y, z) {
  const size = Math.hypot(x, y, z);
  return size > 1 ? [x / size, y / size, z / size] : null;
}

/** The angle of gravity in the plane of the movement, in degrees; null where gravity leaves it. */
export function angleAbout(axis, [x, y, z]) {
  const [a, b, out] = { x: [y, z, x], y: [x, z, y], z: [x, y, z] }[axis];
  return Math.abs(Math.asin(Math.max(-1, Math.min(1, out)))) > ASKEW * DEGREE ? null : Math.atan2(a, b) / DEGREE;
}

export const wrap = (degrees) => degrees - 360 * Math.ceil((degrees - 180) / 360);

/** How far two directions are apart, in degrees. */
export function between(a, b) {
  const dot = a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  return Math.acos(Math.max(-1, Math.min(1, dot))) / DEGREE;
}

const mean = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

function meanUp(samples) {
  const sum = [0, 1, 2].map((axis) => mean(samples.map(({ up }) => up[axis])));
  const size = Math.hypot(...sum) || 1;
  return sum.map((part) => part / size);
}

/** Watches the last second. */
export class Stillness {
  samples = [];

  clear() {
    this.samples = [];
  }

  /** Take one sample; gives {part: 0 to 1, up: the mean direction once it was still for a second}. */
  add(time, up) {
    this.samples.push({ time, up });
    while (this.samples.length && time - this.samples[0].time > STILL_MS * 1.25) this.samples.shift();
    // Only what came after the last jerk belongs to this second.
    for (let first = this.samples.length - 2; first >= 0; first -= 1) {
      if (between(this.samples[first].up, up) > FARTHEST) {
        this.samples.splice(0, first + 1);
        break;
      }
    }
    const centre = meanUp(this.samples);
    const off = this.samples.map((sample) => between(sample.up, centre));
    const half = Math.ceil(this.samples.length / 2);
    const creep = half > 1 ? between(meanUp(this.samples.slice(0, half)), meanUp(this.samples.slice(-half))) : 0;
    // A direction has two angles that vary, so its distance is root two times the spread of one.
    const calm = Math.sqrt(mean(off.map((one) => one * one)) / 2) < SPREAD && creep < CREEP;
    const span = time - this.samples[0].time;
    const done = calm && span >= STILL_MS && this.samples.length >= FEWEST;
    return { part: calm ? Math.min(1, span / STILL_MS) : 0, up: done ? centre : null };
  }
}

/** Which way the phone must lie for its zero. */
const ZEROS = {
  flat: (up) => up[2] > 0.7,
  upright: (up) => up[1] > 0.7,
};

/**
 * One side of one test: its zero, then three readings.
 *
 * `spec`: {axis, sign: 1, -1 or 0 for either way, zero: flat or upright, add, low, high}, degrees.
 * `add()` gives {step: zero, move, read or done; part; degrees; said: what just happened, if anything}.
 */
export class Side {
  constructor(spec) {
    this.spec = spec;
    this.still = new Stillness();
    this.zero = null;
    this.last = null;
    this.moved = false;
    this.readings = [];
    this.began = null;
  }

  get step() {
    if (this.zero === null) return "zero";
    if (this.readings.length === READINGS) return "done";
    return this.moved ? "read" : "move";
  }

  /** What was measured is forgotten while nobody looked. */
  interrupt() {
    this.still.clear();
  }

  degrees(up) {
    const angle = angleAbout(this.spec.axis, up);
    if (angle === null || this.zero === null) return null;
    const turned = wrap(angle - this.zero);
    return this.spec.add + (this.spec.sign === 0 ? Math.abs(turned) : this.spec.sign * turned);
  }

  add(time, up) {
    if (this.step === "done") return { step: "done", part: 1, degrees: null, said: null };
    this.began ??= time;
    if (time - this.began < LAY_DOWN_MS) return { step: "zero", part: 0, degrees: null, said: null };
    const { part, up: rest } = this.still.add(time, up);
    if (this.zero !== null && !this.moved && between(up, this.last) > MOVED) this.moved = true;
    const waiting = this.zero !== null && !this.moved;
    const said = rest === null || waiting ? null : this.take(rest);
    return { step: this.step, part: waiting ? 0 : part, degrees: this.degrees(up), said };
  }

  take(rest) {
    this.still.clear();
    if (this.zero === null) {
      const angle = angleAbout(this.spec.axis, rest);
      if (!ZEROS[this.spec.zero](rest) || angle === null) return `turn_${this.spec.zero}`;
      this.zero = angle;
      this.last = rest;
      return "zeroed";
    }
    const degrees = this.degrees(rest);
    if (degrees === null) return "askew";
    if (degrees < this.spec.low || degrees > this.spec.high) return "beyond";
    this.last = rest;
    this.moved = false;
    this.readings.push(degrees);
    return this.readings.length === READINGS ? "finished" : "taken";
  }
}

/** The two readings that agree best: {value, spread, kept, all}. */
export function settle(readings) {
  const sorted = [...readings].sort((a, b) => a - b);
  const pairs = sorted.slice(1).map((high, index) => [sorted[index], high]);
  const kept = pairs.reduce((best, pair) => (pair[1] - pair[0] < best[1] - best[0] ? pair : best));
  return { value: mean(kept), spread: kept[1] - kept[0], kept, all: readings };
}
