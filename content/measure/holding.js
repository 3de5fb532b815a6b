// How long somebody stands still: it ends by itself when the trunk tips or jolts, or by a tap.

import { between, Stillness } from "./reading.js";

/** Seconds to get the other foot off the floor. */
const READY_S = 3;
/** Degrees of the trunk away from its start that end a try. */
const TIPPED = 15;
/** Seconds from which a try is one. */
const SHORTEST = 0.5;
export const TRIES = 3;

/** One side: stand quietly, wait for the signal, lift the foot. `spec`: {cap} in seconds. */
export class Hold {
  constructor(spec) {
    this.spec = spec;
    this.still = new Stillness();
    this.readings = [];
    this.start = null;
    this.begins = null;
  }

  get step() {
    if (this.done) return "done";
    if (this.begins === null) return "zero";
    return this.running ? "read" : "move";
  }

  get done() {
    return this.readings.length === TRIES || this.readings.at(-1) === this.spec.cap;
  }

  interrupt() {
    this.still.clear();
    this.begins = null;
    this.running = false;
  }

  /** Gives {step, part, seconds, said}. */
  add(time, up) {
    if (this.done) return { step: "done", part: 1, seconds: null, said: null };
    if (this.begins === null) {
      const { part, up: rest } = this.still.add(time, up);
      if (rest === null) return { step: this.step, part, seconds: null, said: null };
      this.start = rest;
      this.begins = time + READY_S * 1000;
      return { step: this.step, part: 1, seconds: null, said: "zeroed" };
    }
    const seconds = (time - this.begins) / 1000;
    if (seconds < 0) return { step: this.step, part: 1 + seconds / READY_S, seconds: null, said: null };
    const began = !this.running;
    this.running = true;
    const over = seconds >= this.spec.cap || between(up, this.start) > TIPPED;
    const said = over ? this.end(seconds) : began ? "go" : null;
    return { step: this.step, part: Math.min(1, seconds / this.spec.cap), seconds, said };
  }

  /** A tap on the screen, or a foot on the floor. */
  end(seconds) {
    this.interrupt();
    if (seconds < SHORTEST) return "too_short";
    this.readings.push(Math.min(seconds, this.spec.cap));
    return this.done ? "finished" : "taken";
  }
}

/** The best try counts, with how far the next best is from it. */
export function best(readings) {
  const sorted = [...readings].sort((a, b) => b - a);
  return { value: sorted[0], spread: sorted.length > 1 ? sorted[0] - sorted[1] : 0, all: readings };
}
