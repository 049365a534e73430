// A conversation: what was said, kept over a reload in this tab, and what can be done with it.

import { post } from "./channel.js";

const SLOW = 4_000; // milliseconds until we say that it takes long
const TRIES = 4; // of a message that the server was too busy to take
const LONGEST_WAIT = 15; // seconds between them

const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

/**
 * Entries are {from: "me", text, payload, state, why} with the states sending, sent, failed,
 * {from: "it", messages, helpful, past}, {from: "person"}: the way to one, and {from: "note", key}.
 * `change` fires on every change.
 */
export class Conversation extends EventTarget {
  constructor(base, name) {
    super();
    this.base = base;
    this.key = `verbatim:${base}:${name}`;
    this.forget();
    try {
      Object.assign(this.kept, JSON.parse(sessionStorage.getItem(this.key)) ?? {});
    } catch {} // no storage, or not ours: start afresh
    for (const entry of this.kept.entries) {
      if (entry.state === "sending") Object.assign(entry, { state: "failed", why: "lost" });
    }
  }

  forget() {
    this.kept = { entries: [], sessions: [], human: null, draft: "", open: null, count: 0 };
    this.waiting = null;
  }

  get entries() {
    return this.kept.entries;
  }

  get session() {
    return this.kept.sessions.at(-1);
  }

  changed() {
    try {
      sessionStorage.setItem(this.key, JSON.stringify(this.kept));
    } catch {} // full or forbidden: the conversation still works until a reload
    this.dispatchEvent(new Event("change"));
  }

  add(entry) {
    entry.id = ++this.kept.count;
    this.entries.push(entry);
    this.changed();
    return entry;
  }

  /** Asks, and resolves to the reply's entry; null if there is none (yet). */
  ask(text, payload) {
    return this.deliver(this.add({ from: "me", text, payload, state: "failed" }));
  }

  async deliver(entry) {
    if (this.waiting) return null;
    const { kept } = this;
    Object.assign(entry, { state: "sending", why: null, sentence: null });
    this.waiting = "busy";
    const slow = setTimeout(() => this.wait("slow"), SLOW);
    this.changed();
    let reply = null;
    try {
      const messages = await this.send(entry);
      if (kept !== this.kept) return null; // a new conversation was begun meanwhile
      entry.state = "sent";
      reply = { from: "it", messages };
    } catch (trouble) {
      if (!trouble.kind) throw trouble;
      Object.assign(entry, { state: "failed", why: trouble.kind, sentence: trouble.sentence });
    } finally {
      clearTimeout(slow);
      if (kept === this.kept) this.waiting = null;
    }
    if (reply) this.add(reply);
    else this.changed();
    return reply;
  }

  wait(how) {
    this.waiting = how;
    this.dispatchEvent(new Event("change"));
  }

  async send(entry) {
    const { kept } = this;
    for (let tries = 1; ; tries++) {
      try {
        if (!this.session) await this.begin();
        const what = entry.payload ? { payload: entry.payload } : { message: entry.text };
        const { data, renewed } = await post(this.base, "message", { session: this.session, ...what });
        if (renewed && kept === this.kept) kept.sessions[kept.sessions.length - 1] = renewed;
        return data;
      } catch (trouble) {
        if (kept !== this.kept || tries >= TRIES) throw trouble;
        if (trouble.kind === "ended") {
          this.end();
          entry.payload = null; // it was for the session that has ended
          await this.begin();
          this.entries.splice(this.entries.indexOf(entry), 0, {
            id: ++kept.count, from: "note", key: "renewed",
          });
        } else if (trouble.kind === "busy") {
          this.wait("waiting");
          await pause(Math.min(trouble.seconds, LONGEST_WAIT));
        } else throw trouble;
      }
    }
  }

  async begin() {
    const { kept } = this;
    const { data } = await post(this.base, "session", {});
    kept.sessions.push(data.session);
    kept.human = data.human ?? null;
  }

  /** Shows the way to a person, which the server tells when a session begins. */
  async person() {
    if (!this.session) await this.begin().catch(() => {}); // then in words of our own
    this.add({ from: "person" });
  }

  /** The session is over: its replies can no longer be judged, nor its buttons used as such. */
  end() {
    for (const entry of this.entries) entry.past = true;
  }

  /** Thumb up or down; resolves to whether the server has it. */
  async judge(entry, helpful) {
    const turn = entry.messages.find((message) => message.turn).turn;
    try {
      await post(this.base, "feedback", { session: this.session, turn, helpful });
    } catch (trouble) {
      if (trouble.kind) return false;
      throw trouble;
    }
    entry.helpful = helpful;
    this.changed();
    return true;
  }

  /** Forgets what is here; what the server keeps stays there. */
  renew() {
    this.forget();
    this.changed();
  }

  /** Deletes on the server, then here; resolves to whether the server did. */
  async remove() {
    try {
      for (const session of this.kept.sessions) await post(this.base, "delete", { session });
    } catch (trouble) {
      if (trouble.kind) return false;
      throw trouble;
    }
    this.forget();
    try {
      sessionStorage.removeItem(this.key);
    } catch {}
    this.dispatchEvent(new Event("change"));
    return true;
  }
}
