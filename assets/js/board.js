// Choosing another board asks for what that board asks for, as its button does.
export function start(root) {
  for (const button of root.querySelectorAll('[data-enhance~="board"]')) {
    const choice = button.form?.elements.namedItem("board");
    choice?.addEventListener("change", () => button.click());
  }
}
