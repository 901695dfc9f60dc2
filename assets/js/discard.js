// A draft that is thrown away leaves nothing in this tab either, where `keep` holds on to words.
export function start(root) {
  for (const form of root.querySelectorAll('[data-enhance~="discard"]')) {
    form.addEventListener("submit", () => {
      try {
        for (const key of Object.keys(sessionStorage)) if (key.startsWith("keep ")) sessionStorage.removeItem(key);
      } catch {
        // Storage may be forbidden: then nothing was kept.
      }
    });
  }
}
