// The page at /: its example questions go to the widget, and its line can be copied.

const assistant = document.querySelector("verbatim-chat");

for (const button of document.querySelectorAll("[data-ask]")) {
  button.addEventListener("click", (event) => {
    event.preventDefault();
    assistant.scrollIntoView({ block: "nearest" });
    assistant.ask(button.dataset.ask);
  });
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    button.textContent = button.dataset.done;
  });
}
