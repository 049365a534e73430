// Makes elements. Text always goes in as text: nothing a server or a person wrote is ever parsed.

/** An element with properties (`on...` listens, `aria-...` and the like are attributes). */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

const PATHS = {
  close: "M6 6l12 12M18 6L6 18",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  speech: "M4 5h16v11H10l-5 4v-4H4z",
  copy: "M9 9h10v11H9zM5 15V4h10",
  up: "M7 11v9H4v-9zM7 11l4-8c2 0 3 1 2.5 3L13 10h6l-2 10H7",
  down: "M7 13V4H4v9zM7 13l4 8c2 0 3-1 2.5-3L13 14h6L17 4H7",
  out: "M14 4h6v6M20 4l-9 9M10 6H5v13h13v-5",
  alarm: "M12 4l9 16H3zM12 10v5M12 17.5h.01",
};

/** A small picture that only accompanies words. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
