// Empties a typing line when its message has gone, and says when the demo has stopped.
"use strict";
document.addEventListener("htmx:beforeRequest", (event) => {
  const form = event.detail.elt;
  if (form.matches("form.say")) {
    form.dataset.sent = form.elements.text.value;
  }
});
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.elt;
  if (event.detail.successful && form.matches("form.say") && form.elements.text.value === form.dataset.sent) {
    form.elements.text.value = "";
  }
});
for (const [name, gone] of [["htmx:sendError", true], ["htmx:afterOnLoad", false]]) {
  document.addEventListener(name, () => {
    document.getElementById("gone").hidden = !gone;
  });
}
