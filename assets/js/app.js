// Loads a behaviour only where the page asks for it. Every form works without.
const known = ["vote", "copy", "keep", "roadmap", "similar"];

for (const name of known) {
  if (document.querySelector(`[data-enhance~="${name}"]`)) {
    import(`./${name}.js`).then((behaviour) => behaviour.start(document), () => {});
  }
}
