// The log: what was said so far. Draws what changed, and leaves the rest alone.

import { h } from "./parts.js";
import { drawReply, wayToPerson } from "./reply.js";

const MARGIN = 12; // pixels above what was scrolled to

export class Log {
  /** acts: what buttons in the log do, see drawReply; and retry(entry), change(entry). */
  constructor(conversation, t, acts) {
    Object.assign(this, { conversation, t, acts, drawn: new Map() });
    this.element = h(
      "div", { class: "log", role: "log", "aria-label": t.conversation, tabindex: "0" },
      h("div", { class: "greeting" }, h("p", {}, t.greeting), h("p", { class: "small" }, t.privacy)),
    );
  }

  draw() {
    const { entries } = this.conversation;
    const before = this.drawn;
    this.drawn = new Map();
    let last = this.element.firstChild;
    let news = entries.length > before.size;
    for (const entry of entries) {
      const looks = JSON.stringify([entry.state, entry.why, entry.helpful, entry.past]);
      const old = before.get(entry);
      const element = old?.looks === looks ? old.element : this.#entry(entry);
      if (old && old.element !== element) {
        swap(old.element, element);
        news ||= entry.state === "failed";
      }
      // Only what is missing is put in: nothing is announced twice or loses the focus.
      if (last.nextSibling !== element) last.after(element);
      this.drawn.set(entry, { element, looks });
      last = element;
    }
    if (!entries.length) while (last.nextSibling) last.nextSibling.remove();
    if (news) this.showLatest();
  }

  /** Scrolls to the latest question, so that a long reply is read from its beginning. */
  showLatest() {
    const latest = this.conversation.entries.findLast(({ from }) => from === "me" || from === "person");
    if (latest) this.#show(this.drawn.get(latest).element);
  }

  /** Scrolls the log, or the panel where that is what scrolls; never the host's page. */
  #show(element) {
    for (const box of [this.element, this.element.parentElement]) {
      if (!box || getComputedStyle(box).overflowY !== "auto") continue;
      box.scrollTop += element.getBoundingClientRect().top - box.getBoundingClientRect().top - MARGIN;
    }
  }

  #entry(entry) {
    const { t } = this;
    if (entry.from === "note") return h("p", { class: "note small" }, t[entry.key]);
    if (entry.from === "person") {
      const { human } = this.conversation.kept;
      return h("div", {}, human ? wayToPerson(human) : h("p", { class: "human" }, t.no_person));
    }
    if (entry.from === "it") return drawReply(entry, t, this.conversation.base, this.acts);
    return h(
      "div", { class: "mine" },
      h("h3", { class: "hidden" }, t.you), h("p", { dir: "auto" }, entry.text), this.#failure(entry),
    );
  }

  #failure(entry) {
    if (entry.state !== "failed" || !entry.why) return null;
    const { t, acts } = this;
    const refused = entry.why === "refused";
    const words = refused || entry.why === "busy" ? entry.sentence : t[entry.why] ?? t.unreachable;
    const act = () => (refused ? acts.change : acts.retry)(entry);
    const button = h("button", { type: "button", onclick: act }, refused ? t.change : t.retry);
    return h("div", { class: "failed" }, h("p", {}, words), button);
  }
}

/** Puts one element in the place of another; the focus stays where it was. */
function swap(old, fresh) {
  const buttons = [...old.querySelectorAll("button")];
  const focused = buttons.indexOf(old.getRootNode().activeElement);
  old.replaceWith(fresh);
  if (focused >= 0) fresh.querySelectorAll("button")[focused]?.focus();
}
