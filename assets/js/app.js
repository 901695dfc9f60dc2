// Loads a behaviour only where the page asks for it. Every form works without.
const known = ["vote", "copy", "keep", "preview", "toolbar", "complete", "picture", "draft", "discard", "quote", "board", "roadmap", "similar", "news"];

for (const name of known) {
  if (document.querySelector(`[data-enhance~="${name}"]`)) {
    import(`./${name}.js`).then((behaviour) => behaviour.start(document), () => {});
  }
}

// Single keys, once one is pressed outside of a field; whoever does not want them switches them off.
const keys = "?/njkvghpdrc";
document.addEventListener("keydown", (event) => {
  if (document.documentElement.dataset.shortcuts === "off" || event.defaultPrevented || event.isComposing) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.key.length > 1 || !keys.includes(event.key)) return;
  if (event.target.closest?.('input, textarea, select, [contenteditable=""], [contenteditable="true"]')) return;
  import("./shortcuts.js").then((behaviour) => behaviour.press(event), () => {});
});
