// Keeps what is being written until it is sent: per tab, by the form's address and the field's name.
export function start(root) {
  for (const marked of root.querySelectorAll('[data-enhance~="keep"]')) {
    const fields = marked.matches("form") ? marked.querySelectorAll("textarea") : [marked];
    for (const field of fields) if (field.form) keep(field, field.form);
  }
}

function keep(field, form) {
  const key = `keep ${form.getAttribute("action") ?? location.pathname} ${field.name}`;
  if (field.value === "") field.value = stored(() => sessionStorage.getItem(key)) ?? "";
  field.addEventListener("input", () => stored(() => sessionStorage.setItem(key, field.value)));
  form.addEventListener("submit", () => stored(() => sessionStorage.removeItem(key)));
}

// Storage may be forbidden or full: then nothing is kept, and the field works as before.
function stored(use) {
  try {
    return use();
  } catch {
    return null;
  }
}
