// A conversation as text, as a file and on paper.

/** A reply as text, quotations with their place. */
export function replyText(entry) {
  return entry.messages.map((message) => message.text).filter(Boolean).join("\n\n");
}

/** The whole conversation as text. */
function wholeText(entries, t) {
  const said = entries.flatMap((entry) => {
    if (entry.from === "me") return [`${t.you}: ${entry.text}`];
    return entry.from === "it" ? [`${t.assistant}: ${replyText(entry)}`] : [];
  });
  return [`${t.conversation}, ${new Date().toLocaleString(t.language)}`, ...said, ""].join("\n\n");
}

/** Offers the conversation as a text file. */
export function save(entries, t) {
  const url = URL.createObjectURL(new Blob([wholeText(entries, t)], { type: "text/plain;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `${t.conversation.toLowerCase()}.txt`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Prints the conversation alone, whatever page it stands in: a copy of it in a frame of its own. */
export function print(log, style, title) {
  const frame = document.createElement("iframe");
  frame.inert = true;
  // Far away rather than hidden: what is not laid out is not printed.
  frame.style.cssText = "position:fixed;left:-9999px;width:700px;height:900px";
  document.body.append(frame);
  const { contentWindow: page, contentDocument: paper } = frame;
  const sheet = new page.CSSStyleSheet();
  sheet.replaceSync(style);
  paper.adoptedStyleSheets = [sheet];
  paper.title = title;
  paper.documentElement.lang = document.documentElement.lang || "en";
  paper.documentElement.className = "paper";
  paper.body.append(paper.importNode(log, true));
  page.addEventListener("afterprint", () => setTimeout(() => frame.remove()));
  page.print();
}
