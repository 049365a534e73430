// Talks to the server. Whatever goes wrong becomes a Trouble with a kind that the widget knows.

const PATIENCE = 25_000; // milliseconds; the server gives up well before

/** kind: offline, unreachable, timeout, busy, ended or refused; sentence: of the server. */
export class Trouble extends Error {
  constructor(kind, sentence = "", seconds = 0) {
    super(`${kind} ${sentence}`);
    Object.assign(this, { kind, sentence, seconds });
  }
}

/** The server's address: of the `endpoint` attribute, else where this script came from. */
export function baseOf(endpoint) {
  const given = endpoint ? new URL(endpoint, document.baseURI) : new URL("..", import.meta.url);
  if (!given.pathname.endsWith("/")) given.pathname += "/";
  return given.origin === "null" ? new URL("http://invalid/") : given;
}

/** Posts JSON; gives the answer's data and the renewed session, if there is one. */
export async function post(base, action, body) {
  if (navigator.onLine === false) throw new Trouble("offline");
  let response, data;
  try {
    response = await fetch(new URL(`webhooks/web/${action}`, base), {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      credentials: "omit",
      signal: AbortSignal.timeout(PATIENCE),
    });
    data = response.status === 204 ? null : await response.json();
  } catch (error) {
    if (error.name === "TimeoutError") throw new Trouble("timeout");
    throw new Trouble(navigator.onLine === false ? "offline" : "unreachable");
  }
  if (response.ok) return { data, renewed: response.headers.get("Verbatim-Session") };
  const sentence = String(data?.error ?? "");
  if (response.status === 429) {
    throw new Trouble("busy", sentence, Number(response.headers.get("Retry-After")) || 2);
  }
  if (response.status === 401) throw new Trouble("ended", sentence);
  throw new Trouble(response.status >= 500 ? "unreachable" : "refused", sentence);
}
