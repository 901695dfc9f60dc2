// Adds a copy button to a box of code or a secret. The words come from the page:
// data-copy="Copy" data-copied="Copied".
export function start(root) {
  if (!navigator.clipboard) return;
  for (const box of root.querySelectorAll('[data-enhance~="copy"]')) add(box);
}

function add(box) {
  const source = box.querySelector("code, pre, output") ?? box;
  const words = source.textContent;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--small copy";
  button.textContent = box.dataset.copy ?? "Copy";
  button.ariaLive = "polite";
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(words.trim());
      button.textContent = box.dataset.copied ?? "Copied";
    } catch {
      getSelection().selectAllChildren(source);
    }
    setTimeout(() => (button.textContent = box.dataset.copy ?? "Copy"), 2000);
  });
  box.append(button);
}
