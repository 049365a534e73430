// Draws a reply: quotations as cards of their own, our own words plainly ours.

import { h, icon } from "./parts.js";

/** The language of the documents, and of what the server says about them. */
const CONTENT = "en";

/**
 * A reply as an element.
 * @param entry of the conversation
 * @param t our words
 * @param base the server's address, for links to the sources
 * @param act {ask(offer), none(), copy(entry), judge(entry, helpful)}
 */
export function drawReply(entry, t, base, act) {
  const main = entry.messages.find((message) => message.custom) ?? { custom: {} };
  const { kind = "chat", about, passages = [], contacts = [], human } = main.custom;
  const urgent = kind === "urgent";
  const body = entry.messages.flatMap((message) => {
    if (message !== main) return [h("p", { class: "aside" }, message.text)];
    const own = ownWords(message);
    return [
      urgent && h("p", { class: "alarm", lang: t.language }, icon("alarm"), h("strong", {}, t.urgent)),
      passages.length && about
        && h("p", { class: "about" }, h("span", { lang: t.language }, t.about), " ", h("bdi", {}, about)),
      ...passages.flatMap((passage) => quotation(passage, t, base)),
      own && h("p", { class: "own" }, urgent ? own.split("\n")[0] : own),
      ...contacts.map((contact) => call(contact, t)),
      // Numbers come at once; what else there is to say can wait.
      urgent && h("p", { class: "own" }, own.split("\n").slice(1).join("\n")),
      human && wayToPerson(human, main.text),
    ];
  });
  return h(
    "div",
    { class: `reply ${kind}` },
    h("h3", { class: "hidden" }, t.assistant),
    h("div", { lang: CONTENT, class: "said", role: urgent && "alert" }, ...body.filter(Boolean)),
    offers(main.custom.options, t.options, t, act, kind === "unclear"),
    offers(main.custom.related, t.related, t, act),
    main.turn && tools(entry, t, act),
  );
}

function quotation(passage, t, base) {
  const page = new URL(`documents/${encodeURIComponent(passage.document)}`, base);
  page.search = new URLSearchParams({
    start: passage.start, end: passage.end, sha256: passage.sha256,
  });
  page.hash = "passage";
  const place = [...new Set([passage.title, passage.section, passage.updated_words])];
  const figure = h(
    "figure",
    {},
    h("blockquote", { cite: page.href }, passage.text),
    h(
      "figcaption",
      {},
      h("span", {}, place.filter(Boolean).join(" · ")),
      h(
        "a",
        { href: page.href, target: "_blank", rel: "noopener", lang: t.language },
        t.source, icon("out"), h("span", { class: "hidden" }, ` ${t.new_tab}`),
      ),
    ),
  );
  const note = passage.note
    && h("p", { class: "aside gap" }, h("strong", { lang: t.language }, t.gap), " ", passage.note);
  return [figure, note];
}

function call(contact, t) {
  return h(
    "p",
    {},
    h(
      "a",
      { class: "call", href: `tel:${contact.number.replace(/[^+0-9]/g, "")}` },
      h("span", {}, contact.label), h("strong", {}, `${t.call} ${contact.number}`),
    ),
  );
}

/** Whom to turn to; words that the reply says already are not said twice. */
export function wayToPerson(human, said = "") {
  const address = /^(https:|mailto:|tel:)/.test(human.link ?? "") ? human.link : null;
  const words = said.includes(human.words) ? null : h("span", {}, human.words);
  if (!address && !words) return null;
  const title = address ? h("a", { href: address }, human.title) : h("strong", {}, human.title);
  return h("p", { class: "human" }, title, words && " ", words);
}

function offers(list, heading, t, act, none = false) {
  if (!list?.length) return null;
  const buttons = list.map((offer) =>
    h("li", {}, h("button", { type: "button", lang: CONTENT, onclick: () => act.ask(offer) }, offer.title)),
  );
  if (none) buttons.push(h("li", {}, h("button", { type: "button", onclick: act.none }, t.none)));
  return h("div", { class: "offers" }, h("h4", {}, heading), h("ul", {}, ...buttons));
}

function tools(entry, t, act) {
  const thumb = (helpful, words, picture) =>
    h(
      "button",
      {
        type: "button",
        "aria-pressed": String(entry.helpful === helpful),
        onclick: () => act.judge(entry, helpful),
      },
      icon(picture), words,
    );
  return h(
    "div",
    { class: "tools" },
    h("button", { type: "button", onclick: () => act.copy(entry) }, icon("copy"), t.copy),
    !entry.past && h(
      "div",
      { role: "group", "aria-label": t.rate },
      thumb(true, t.helpful, "up"), thumb(false, t.unhelpful, "down"),
    ) || null,
  );
}

/** Words of ours that are not shown as something else: quotations, buttons, contacts. */
function ownWords({ text = "", custom = {} }) {
  if (custom.passages) return "";
  const elsewhere = new Set([
    ...(custom.options ?? []).map((offer) => `• ${offer.title}`),
    ...(custom.contacts ?? []).map((contact) => `• ${contact.label}: ${contact.number}`),
  ]);
  return text.split("\n").filter((line) => !elsewhere.has(line)).join("\n").trim();
}
