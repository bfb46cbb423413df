/** Tell the service worker whether this page holds something that was written and not saved. */
navigator.serviceWorker?.addEventListener("message", ({ data, ports }) => {
  if (data === "is-writing") ports[0].postMessage(isWriting());
});

function isWriting() {
  // Nobody is led away from a call.
  if (document.querySelector("call-mode")) return true;
  // A page that gave a form back holds it as it was sent: nothing in it looks changed.
  if (document.querySelector("main [data-unsaved]")) return true;
  return [...document.querySelectorAll("main :is(textarea, input, select)")].some(isChanged);
}

function isChanged(field) {
  if (field.type === "hidden") return false;
  if (field.options) return [...field.options].some((one) => one.selected !== one.defaultSelected);
  return field.value !== field.defaultValue || field.checked !== field.defaultChecked;
}
