// Where people write: grows with the text, keeps a draft, never throws words away.

import { h } from "./parts.js";

const LONGEST = 1000; // code points, as the server counts

export function composer(t, conversation, send) {
  const box = h("textarea", {
    id: "question", rows: "1", dir: "auto", autocomplete: "off", "aria-describedby": "over", oninput: write, onkeydown: key,
  });
  const over = h("p", { class: "over", id: "over", role: "status" });
  const button = h("button", { class: "send" }, t.send);
  const element = h(
    "form", { onsubmit: submit, novalidate: true },
    h("label", { for: "question" }, t.question), box, button, over,
  );
  box.value = conversation.kept.draft;

  function excess() {
    return [...box.value.trim()].length - LONGEST;
  }

  function write() {
    conversation.kept.draft = box.value;
    conversation.changed();
    check();
  }

  function check() {
    const many = excess();
    over.textContent = many > 0 ? t.too_long.replace("{over}", many) : "";
    box.toggleAttribute("aria-invalid", many > 0);
  }

  function key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    element.requestSubmit();
  }

  function submit(event) {
    event.preventDefault();
    const text = box.value.trim();
    box.focus();
    if (!text || excess() > 0 || conversation.waiting) return;
    fill("");
    send(text);
  }

  function fill(text) {
    box.value = text;
    write();
    if (text) box.focus();
  }

  return {
    element,
    fill,
    focus: () => box.focus(),
    busy: (is) => button.setAttribute("aria-disabled", String(is)),
  };
}
