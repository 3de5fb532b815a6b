// The people's side of the sandbox: one function a route.

export class ApiError extends Error {
  constructor(status, description) {
    super(description);
    this.status = status;
  }
}

async function call(method, path, body) {
  const options = { method, headers: {} };
  if (body instanceof FormData) options.body = body;
  else if (body !== undefined) {
    options.body = JSON.stringify(body);
    options.headers["Content-Type"] = "application/json";
  }
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new ApiError(0, "The local server does not answer.");
  }
  const answer = await response.json().catch(() => null);
  if (!response.ok) {
    const said = answer?.description ?? answer?.error ?? answer?.detail;
    throw new ApiError(response.status, String(said ?? `The server said ${response.status}.`));
  }
  return answer;
}

const person = (id, rest = "") => `/sim/people/${id}${rest}`;

export const api = {
  state: () => call("GET", "/sim/state"),
  addPerson: (fields) => call("POST", "/sim/people", fields),
  changePerson: (id, fields) => call("PATCH", person(id), fields),
  messages: (id) => call("GET", person(id, "/messages")),
  send: (id, body) => call("POST", person(id, "/messages"), body),
  edit: (id, message, text) => call("PATCH", person(id, `/messages/${message}`), { text }),
  remove: (id, message) => call("DELETE", person(id, `/messages/${message}`)),
  tap: (id, message_id, row, column) => call("POST", person(id, "/tap"), { message_id, row, column }),
  react: (id, message_id, emoji) => call("POST", person(id, "/react"), { message_id, emoji }),
  upcoming: (id) => call("GET", person(id, "/upcoming")),
  commands: (id) => call("GET", person(id, "/commands")),
  clock: (move) => call("POST", "/sim/clock", move),
  calls: (after) => call("GET", `/sim/calls?after=${after}`),
  reset: () => call("POST", "/sim/reset"),
  fileUrl: (fileId) => `/sim/files/${encodeURIComponent(fileId)}`,
};
