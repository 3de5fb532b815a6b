// Where gravity is read from: Telegram's accelerometer, its orientation, or the browser's own.

import { upFromAcceleration, upFromOrientation } from "./reading.js";

const PATIENCE_MS = 2500;
const DEGREES = 180 / Math.PI;

const isNumber = (value) => typeof value === "number" && Number.isFinite(value);

/** A source counts once it has told something, since some start and then say nothing. */
function first(begin, keep) {
  return new Promise((done) => {
    const timer = setTimeout(() => done(false), PATIENCE_MS);
    const tell = (up) => {
      if (!up?.every(isNumber)) return;
      keep(up);
      clearTimeout(timer);
      done(true);
    };
    void Promise.resolve(begin(tell)).then((runs) => {
      if (runs === false) {
        clearTimeout(timer);
        done(false);
      }
    });
  });
}

function listen(tell) {
  if (!("DeviceOrientationEvent" in window)) return false;
  window.addEventListener("deviceorientation", ({ beta, gamma }) => {
    if (isNumber(beta) && isNumber(gamma)) tell(upFromOrientation(beta, gamma));
  });
  return true;
}

/** Must be called within a tap. Gives "granted", "denied", or "granted" where nobody asks. */
export async function permission() {
  const ask = window.DeviceOrientationEvent?.requestPermission;
  if (typeof ask !== "function") return "granted";
  try {
    return await ask.call(window.DeviceOrientationEvent);
  } catch {
    return "denied";
  }
}

/** Start what the app tells; `keep` gets the direction of up. False: it tells nothing. */
export async function startInApp(bridge, keep) {
  if (!bridge) return false;
  const inMetres = (tell) => bridge.accelerometer((x, y, z) => tell(upFromAcceleration(x, y, z)));
  const inRadians = (tell) =>
    bridge.orientation((beta, gamma) => tell(upFromOrientation(beta * DEGREES, gamma * DEGREES)));
  return (await first(inMetres, keep)) || first(inRadians, keep);
}

/** The same of the browser's own sensors. */
export const startInBrowser = (keep) => first(listen, keep);
