// The panel: launcher, header with its menu, log, status, composer; opening and closing.

import { composer } from "./composer.js";
import { Log } from "./log.js";
import { print, replyText, save } from "./paper.js";
import { h, icon } from "./parts.js";
import { css } from "./style.js";

const narrow = matchMedia("(max-width: 480px)");

export class Panel {
  constructor(host, conversation, t) {
    Object.assign(this, { host, conversation, t });
    this.inline = host.position === "inline";
    this.#build();
    this.leaving = new AbortController();
    const { signal } = this.leaving;
    conversation.addEventListener("change", () => this.draw(), { signal });
    addEventListener("online", () => this.#resend(), { signal });
    narrow.addEventListener("change", () => this.#reopen(), { signal });
    this.draw();
  }

  leave() {
    this.leaving.abort();
    this.host.shadowRoot.replaceChildren();
  }

  #build() {
    const { t } = this;
    const item = (words, act) =>
      h("button", { type: "button", onclick: () => { this.#menu(false); act(); } }, words);
    this.menu = h(
      "div", { class: "menu", id: "menu", hidden: true },
      item(t.new, () => { this.conversation.renew(); this.composer.focus(); }),
      item(t.person, () => this.conversation.person()),
      item(t.print, () => print(this.log.element, css, t.title)),
      item(t.save, () => save(this.conversation.entries, t)),
      item(t.delete, () => this.#sure()),
    );
    this.more = h(
      "button",
      { type: "button", "aria-expanded": "false", "aria-controls": "menu", onclick: () => this.#menu(this.menu.hidden) },
      t.more,
    );
    const close = h("button", { type: "button", "aria-label": t.close, onclick: () => this.host.hide() }, icon("close"));
    this.log = new Log(this.conversation, t, {
      ...this.#acts(),
      retry: (entry) => this.#retry(entry),
      change: (entry) => this.composer.fill(entry.text),
    });
    this.status = h("p", { class: "status", role: "status" });
    this.question = h("div", { class: "sure", role: "group", "aria-labelledby": "sure", hidden: true });
    this.composer = composer(t, this.conversation, (text) => this.ask({ title: text }));
    this.frame = h(
      this.inline ? "section" : "dialog",
      { class: "panel", "aria-labelledby": "name", onkeydown: (event) => this.#key(event), oncancel: (event) => event.preventDefault() },
      h("header", {}, h("h2", { id: "name" }, t.title), this.more, this.inline ? null : close),
      this.menu, this.log.element, this.status, this.question, this.composer.element,
    );
    this.launch = this.inline ? null : h(
      "button", { type: "button", class: "launch", "aria-haspopup": "dialog", onclick: () => this.host.show() },
      icon("speech"), t.launch,
    );
    this.host.shadowRoot.replaceChildren(...[this.launch, this.frame].filter(Boolean));
  }

  toggle(open, focus = true) {
    if (this.inline) return;
    this.conversation.kept.open = open;
    this.conversation.changed();
    this.launch.hidden = open;
    if (open === this.frame.open) return;
    if (!open) this.frame.close();
    else if (narrow.matches) this.frame.showModal(); // covers the page: nothing behind it may have focus
    else if (focus) this.frame.show();
    else this.frame.open = true; // as the page loads: the focus stays where it is
    if (open) this.log.showLatest();
    if (focus) (open ? this.composer : this.launch).focus();
    this.host.tell(open ? "open" : "close");
  }

  #reopen() {
    if (this.inline || !this.frame.open) return;
    this.frame.close();
    if (narrow.matches) this.frame.showModal();
    else this.frame.show();
  }

  #key(event) {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    if (!this.menu.hidden) this.#menu(false, true);
    else if (!this.question.hidden) this.#answer();
    else if (!this.inline) this.host.hide();
  }

  #menu(open, focus = false) {
    this.menu.hidden = !open;
    this.more.setAttribute("aria-expanded", String(open));
    if (focus) this.more.focus();
  }

  async ask({ title, payload }) {
    if (this.conversation.waiting) return null;
    this.host.tell("question");
    return this.#told(await this.conversation.ask(title, payload));
  }

  #told(reply) {
    if (reply) {
      const custom = reply.messages.find((message) => message.custom)?.custom ?? {};
      this.host.tell("answer", { kind: custom.kind, about: custom.about, messages: reply.messages });
    } else if (!this.conversation.waiting) this.host.tell("error");
    return reply;
  }

  async #retry(entry) {
    this.#told(await this.conversation.deliver(entry));
  }

  #resend() {
    const entry = this.conversation.entries.findLast(({ state, why }) => state === "failed" && why === "offline");
    if (entry) this.#retry(entry);
  }

  #sure() {
    const { t } = this;
    const keep = h("button", { type: "button", onclick: () => this.#answer() }, t.delete_no);
    this.question.replaceChildren(
      h("p", { id: "sure" }, t.delete_sure),
      h("button", { type: "button", class: "yes", onclick: () => this.#answer(true) }, t.delete_yes), keep,
    );
    this.question.hidden = false;
    keep.focus();
  }

  async #answer(yes = false) {
    this.question.hidden = true;
    this.composer.focus();
    if (yes) await this.remove();
  }

  async remove() {
    const done = await this.conversation.remove();
    this.say(done ? this.t.deleted : this.t.delete_failed);
    if (done) this.host.tell("delete");
    return done;
  }

  /** Says something in passing, until something else happens. */
  say(words) {
    this.passing = words;
    this.#state();
    this.passing = null;
  }

  draw() {
    this.log.draw();
    this.#state();
  }

  #acts() {
    return {
      ask: (offer) => this.ask(offer),
      none: () => this.ask({ title: "None of these" }), // to a server that reads English
      copy: async (entry) => {
        const done = await navigator.clipboard?.writeText(replyText(entry)).then(() => true, () => false);
        this.say(done ? this.t.copied : this.t.copy_failed);
      },
      judge: async (entry, helpful) => {
        const done = await this.conversation.judge(entry, helpful);
        this.say(done ? this.t.thanks : this.t.rate_failed);
        if (done) this.host.tell("feedback", { helpful });
      },
    };
  }

  #state() {
    const { waiting } = this.conversation;
    const words = waiting ? this.t[waiting] : this.passing ?? "";
    this.status.classList.toggle("busy", Boolean(waiting));
    if (this.status.textContent !== words) this.status.textContent = words;
    this.log.element.setAttribute("aria-busy", String(Boolean(waiting)));
    this.composer.busy(Boolean(waiting));
  }
}
