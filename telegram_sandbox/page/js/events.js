// Server-sent events that come back by themselves: every (re)connection asks for the whole state anew.

const NAMES = [
  "message", "edit", "delete", "callback_answer", "action", "reaction", "pin", "commands", "person", "clock", "call", "draft", "reset",
];
const FIRST_PAUSE = 300;
const LONGEST_PAUSE = 5000;

/**
 * @param onEvent (name, data) for every event
 * @param onOpen  after every connection, the first included: missed events are gone, fetch what stands
 * @param onLost  the connection broke
 */
export function listen(onEvent, onOpen, onLost) {
  let pause = FIRST_PAUSE;

  function connect() {
    const source = new EventSource("/sim/events");
    source.onopen = () => {
      pause = FIRST_PAUSE;
      onOpen();
    };
    source.onerror = () => {
      // The browser's own retries give up on an HTTP error; ours do not.
      source.close();
      onLost();
      setTimeout(connect, pause);
      pause = Math.min(pause * 1.6, LONGEST_PAUSE);
    };
    for (const name of NAMES) {
      source.addEventListener(name, (event) => onEvent(name, JSON.parse(event.data)));
    }
    addEventListener("pagehide", () => source.close(), { once: true });
  }

  connect();
}
