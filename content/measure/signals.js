// Sounds and buzzes, since nobody can look at a phone that lies on their shin.

let context = null;

/** Must be called within a tap, or the browser keeps quiet. */
export function wake() {
  const Audio = window.AudioContext ?? window.webkitAudioContext;
  if (!context && Audio) context = new Audio();
  void context?.resume?.();
}

function beep(pitch, after = 0, length = 0.16) {
  if (!context || context.state !== "running") return;
  const tone = context.createOscillator();
  const volume = context.createGain();
  const from = context.currentTime + after;
  tone.frequency.value = pitch;
  volume.gain.setValueAtTime(0.0001, from);
  volume.gain.exponentialRampToValueAtTime(0.4, from + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, from + length);
  tone.connect(volume).connect(context.destination);
  tone.start(from);
  tone.stop(from + length);
}

const TUNES = {
  zeroed: [660],
  go: [990],
  taken: [880],
  finished: [660, 880, 1100],
};

/** One signal for each thing that happened; anything else is a low one: something is not right. */
export function signal(what, bridge) {
  const good = what in TUNES;
  (TUNES[what] ?? [220, 220]).forEach((pitch, index) => beep(pitch, index * 0.2));
  navigator.vibrate?.(good ? (what === "finished" ? [120, 80, 120] : 120) : [60, 60, 60]);
  bridge?.buzz(good ? "success" : "warning");
}
