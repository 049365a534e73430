// <verbatim-chat>: the assistant on any web page. docs/widget.md has attributes, events, theming.

import { baseOf } from "./channel.js";
import { Conversation } from "./conversation.js";
import { Panel } from "./panel.js";
import { css, dark } from "./style.js";

let words; // what we say ourselves, in the languages that we have

/** Our own words for a language tag such as "es-MX"; English where we do not have it. */
async function strings(tag) {
  words ??= fetch(new URL("strings.json", import.meta.url)).then((response) => response.json());
  const all = await words.catch(() => (words = null)); // the next element may have more luck
  const language = tag?.slice(0, 2).toLowerCase();
  return all && (all[language] ? { ...all[language], language } : { ...all.en, language: "en" });
}

/** A style sheet made by script, which a strict policy of the host page allows. */
function sheet(text, media = "all") {
  const made = new CSSStyleSheet({ media });
  made.replaceSync(text);
  return made;
}

const MEDIA = { dark: "all", light: "not all" };
const style = sheet(css);
let unnamed = 0;

export class VerbatimChat extends HTMLElement {
  static observedAttributes = ["open", "heading", "greeting", "position", "lang", "endpoint", "theme"];

  #conversation;
  #panel;
  #ready;
  #number = ++unnamed;

  connectedCallback() {
    if (!this.shadowRoot) this.attachShadow({ mode: "open" });
    this.#ready = this.#build();
  }

  disconnectedCallback() {
    this.#panel?.leave();
    this.#panel = null;
  }

  attributeChangedCallback(name, before, after) {
    if (!this.#panel || before === after) return;
    if (name === "open") this.#panel.toggle(this.open);
    else this.#ready = this.#build();
  }

  async #build() {
    this.#panel?.leave();
    this.#panel = null;
    const base = baseOf(this.getAttribute("endpoint"));
    const name = this.id || this.#number;
    const media = MEDIA[this.getAttribute("theme")] ?? "(prefers-color-scheme: dark)";
    this.shadowRoot.adoptedStyleSheets = [style, sheet(dark, media)];
    const t = await strings(this.lang || document.documentElement.lang);
    if (!this.isConnected || !t) return;
    this.#conversation = new Conversation(base, name);
    if (this.hasAttribute("title")) {
      // As an attribute it would also be a tooltip over the whole conversation.
      if (!this.hasAttribute("heading")) this.setAttribute("heading", this.title);
      this.removeAttribute("title");
    }
    this.#panel = new Panel(this, this.#conversation, {
      ...t,
      title: this.getAttribute("heading") || t.title,
      greeting: this.getAttribute("greeting") || t.greeting,
    });
    const { open } = this.#conversation.kept;
    if (open !== null && this.position !== "inline") this.open = open;
    this.#panel.toggle(this.open, false);
    this.tell("ready");
  }

  get position() {
    return this.getAttribute("position") || "bottom-right";
  }

  /** Whether the conversation is showing; always so if `position` is `inline`. */
  get open() {
    return this.position === "inline" || this.hasAttribute("open");
  }

  set open(value) {
    this.toggleAttribute("open", Boolean(value));
  }

  show() {
    this.open = true;
  }

  hide() {
    this.open = false;
  }

  /** Opens, asks, and resolves to the list of messages that reply; null if none came. */
  async ask(text) {
    await this.#ready;
    this.show();
    return (await this.#panel?.ask({ title: String(text) }))?.messages ?? null;
  }

  /** Begins a new conversation. */
  async restart() {
    await this.#ready;
    this.#conversation?.renew();
  }

  /** Deletes the conversation here and on the server; resolves to whether that worked. */
  async deleteConversation() {
    await this.#ready;
    return (await this.#panel?.remove()) ?? false;
  }

  /** Tells the host page: an event `verbatim:<name>` that bubbles. */
  tell(name, detail = {}) {
    this.dispatchEvent(new CustomEvent(`verbatim:${name}`, { bubbles: true, detail }));
  }
}

if (!customElements.get("verbatim-chat")) customElements.define("verbatim-chat", VerbatimChat);
