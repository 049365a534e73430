// How the widget looks. Sizes are in em of its own font size, so that no host page shrinks it.
// A page written from right to left has it on the other side; our own words stay as they are read.

export const css = `
:host {
  all: initial !important;
  --paper: var(--verbatim-paper, #faf6ef);
  --sheet: var(--verbatim-sheet, #fffdf9);
  --ink: var(--verbatim-ink, #2a2520);
  --quiet: var(--verbatim-quiet, #635a50);
  --line: var(--verbatim-line, #ddd3c4);
  --accent: var(--verbatim-accent, #1f5c57);
  --on-accent: var(--verbatim-on-accent, #fff);
  --mine: var(--verbatim-mine, #e2eeeb);
  --alarm: #8c1d18; --alarm-paper: #fdefec; --round: var(--verbatim-radius, 14px);
  display: block !important; color-scheme: light !important; color: var(--ink) !important;
  font: clamp(17px, 1.0625rem, 26px)/1.55 var(--verbatim-font, system-ui, sans-serif) !important;
  overflow-wrap: anywhere !important;
}
:host([hidden]) { display: none !important; }
:host(:not([position=inline])) { position: fixed !important; z-index: 2147483000 !important; inset-block-end: 1em !important; inset-inline-end: 1em !important; }
:host([position=bottom-left]) { inset-inline: 1em auto !important; }
* { box-sizing: border-box; margin: 0; }
[hidden] { display: none !important; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
svg { width: 1.25em; height: 1.25em; flex: none; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
h2, h3, h4 { font: inherit; font-weight: 650; }
button, textarea { font: inherit; color: inherit; }
button {
  display: inline-flex; align-items: center; gap: .45em; min-height: 2.4em; padding: .3em .8em; cursor: pointer;
  border: 1px solid transparent; border-radius: .6em; background: none; text-align: start; color: var(--accent);
}
button:hover, a:hover { text-decoration: underline; }
a { color: var(--accent); text-underline-offset: .18em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.launch, .send { background: var(--accent); color: var(--on-accent); }
.launch { min-height: 3.2em; padding: .5em 1.2em; border-radius: 2em; font-weight: 600; box-shadow: 0 3px 14px #0004; }
.panel {
  display: flex; flex-direction: column; padding: 0; border: 1px solid var(--line); border-radius: var(--round);
  background: var(--paper); color: inherit; overflow: hidden; width: 100%; max-width: none; max-height: none;
  height: var(--verbatim-height, 38em); position: static;
}
dialog.panel { position: fixed; inset: auto; inset-block-end: 1em; inset-inline-end: 1em; width: min(var(--verbatim-width, 27em), 100vw - 2em); height: min(var(--verbatim-height, 42em), 100dvh - 2em); box-shadow: 0 8px 40px #0005; }
:host([position=bottom-left]) dialog.panel { inset-inline: 1em auto; }
dialog.panel:not([open]) { display: none; }
header { display: flex; align-items: center; gap: .2em; padding: .45em .5em .45em 1em; border-bottom: 1px solid var(--line); background: var(--sheet); }
header h2 { flex: 1; font-size: 1.06em; }
header button { min-width: 2.4em; justify-content: center; color: var(--ink); }
.menu { display: grid; padding: .4em; border-bottom: 1px solid var(--line); background: var(--sheet); }
.launch, .panel > * { direction: ltr; }
.log { flex: 1; position: relative; overflow-y: auto; padding: 1em; display: flex; flex-direction: column; gap: 1.1em; overscroll-behavior: contain; }
.log > * { flex: none; }
.small { margin-top: .6em; }
figcaption, .small, .aside, .status, .tools, .offers h4 { font-size: .9em; color: var(--quiet); }
.mine { align-self: flex-end; max-width: 88%; text-align: end; }
.mine > p:first-of-type { display: inline-block; text-align: start; padding: .55em .9em; border-radius: var(--round); border-end-end-radius: 3px; background: var(--mine); white-space: pre-wrap; unicode-bidi: isolate; }
.mine .failed { color: var(--alarm); font-size: .9em; margin-top: .4em; text-align: start; }
.mine button { border-color: currentColor; margin-block-start: .4em; }
.said { display: grid; gap: .7em; }
.own { white-space: pre-line; }
.about { font-weight: 650; }
figure { background: var(--sheet); border: 1px solid var(--line); border-inline-start: 5px solid var(--accent); border-radius: .6em; padding: .9em 1.1em; }
blockquote { white-space: pre-wrap; font: 1.1em/1.6 var(--verbatim-quote-font, Georgia, serif); }
blockquote::before { content: "“" / ""; float: inline-start; margin: .02em .18em 0 0; font-size: 2.4em; line-height: .8; height: .5em; color: var(--accent); }
figcaption { margin-top: .7em; display: flex; flex-direction: column; align-items: flex-start; }
figcaption a { display: inline-flex; align-items: center; gap: .35em; min-height: 2em; font-weight: 600; }
.gap { color: var(--ink); }
.aside, .note { border-inline-start: 3px solid var(--line); padding-inline-start: .8em; }
.human { background: var(--sheet); border: 1px solid var(--line); border-radius: .6em; padding: .7em 1em; }
.urgent .said { background: var(--alarm-paper); border: 3px solid var(--alarm); border-radius: var(--round); padding: 1em; font-size: 1.08em; }
.alarm { display: flex; align-items: center; gap: .4em; color: var(--alarm); font-size: 1.15em; }
.call { display: block; padding: .6em .9em; border-radius: .6em; border: 2px solid var(--alarm); background: var(--sheet); color: var(--ink); }
.call * { display: block; } .call strong { font-size: 1.2em; color: var(--alarm); text-decoration: underline; }
.error .said { border-inline-start: 5px solid var(--alarm); padding-inline-start: .9em; }
.offers { margin-top: .8em; }
ul { list-style: none; padding: 0; display: flex; flex-direction: column; align-items: flex-start; gap: .4em; margin-top: .3em; }
.offers button { border-color: var(--accent); background: var(--sheet); }
.tools { display: flex; flex-wrap: wrap; gap: 0 .3em; margin: .5em 0 0 -.5em; }
.tools > div { display: flex; flex-wrap: wrap; }
.tools button { color: var(--quiet); padding: .2em .5em; min-height: 2em; }
.tools [aria-pressed=true] { color: var(--accent); font-weight: 650; text-decoration: underline; }
.tools [aria-pressed=true] path { fill: currentColor; }
.status { display: flex; align-items: center; gap: .5em; }
.status:not(:empty) { padding: .3em 1em .4em; }
.status.busy::before { content: ""; width: .8em; height: .8em; border-radius: 50%; background: var(--accent); animation: breathe 1.6s ease-in-out infinite; }
@keyframes breathe { 50% { opacity: .25; } }
.sure { border-top: 3px solid var(--alarm); background: var(--sheet); padding: 1em; }
.sure button { border-color: currentColor; margin: .6em .5em 0 0; } .sure .yes { color: var(--alarm); }
form { display: grid; grid-template-columns: 1fr auto; gap: .3em .6em; align-items: end; padding: .7em 1em 1em; border-top: 1px solid var(--line); background: var(--sheet); }
label { grid-column: 1 / -1; font-size: .9em; font-weight: 600; }
textarea { width: 100%; resize: none; min-height: 2.7em; max-height: 9em; field-sizing: content; padding: .5em .7em; border: 1px solid var(--quiet); border-radius: .6em; background: var(--paper); }
.send { min-height: 2.7em; padding-inline: 1.1em; font-weight: 600; }
.send[aria-disabled=true] { opacity: .75; cursor: default; }
.over { grid-column: 1 / -1; color: var(--alarm); font-size: .9em; }
@media (max-width: 480px) {
  dialog.panel { inset: 0; width: 100%; height: 100dvh; border: 0; border-radius: 0; }
  .log { padding: .8em; } figure { padding: .8em; }
}
@media (max-height: 480px) {
  .panel { overflow-y: auto; display: block; } .log { overflow: visible; }
}
@media (prefers-reduced-motion: reduce) { *, ::before { animation: none !important; scroll-behavior: auto !important; } }
@media (forced-colors: active) {
  figure, .mine > p:first-of-type, .launch, .send { border: 1px solid; } figure { border-inline-start-width: 5px; }
  .tools [aria-pressed=true] { outline: 2px solid; }
}
@media print {
  :host { position: static !important; }
  .launch, header button, .menu, form, .status, .offers, .tools, .sure { display: none !important; }
  .panel, dialog.panel { position: static; display: block; width: auto; height: auto; overflow: visible; border: 0; box-shadow: none; }
  .log { overflow: visible; } figure { break-inside: avoid; }
}
.paper { font: 12pt/1.5 system-ui, sans-serif; color: #000; --line: #999; --quiet: #444; --accent: #1f5c57; --alarm: #8c1d18; --sheet: #fff; --mine: #eee; --round: 10px; }
.paper .log { display: block; } .paper .log > * { margin-bottom: 1em; } .paper .small { display: none; }
`;

/** The same in the dark: by the reader's setting, or by the attribute theme. */
export const dark = `
:host {
  --paper: var(--verbatim-paper, #1b1917);
  --sheet: var(--verbatim-sheet, #26231f);
  --ink: var(--verbatim-ink, #f2ece2);
  --quiet: var(--verbatim-quiet, #b9afa1);
  --line: var(--verbatim-line, #4a443c);
  --accent: var(--verbatim-accent, #8ecdc5);
  --on-accent: var(--verbatim-on-accent, #10201e);
  --mine: var(--verbatim-mine, #223330);
  --alarm: #ffb4ab; --alarm-paper: #3d1714; color-scheme: dark !important;
}`;
