/** Tell the service worker whether this page holds something that was written and not saved. */
navigator.serviceWorker?.addEventListener("message", ({ data, ports }) => {
  if (data === "is-writing") ports[0].postMessage(isWriting());
});

function isWriting() {
  // No update leads anybody away from a call.
  return Boolean(document.querySelector("call-mode")) || isUnsaved();
}

/** Say whether something in this page would be lost with it, or could not be sent without it. */
function isUnsaved() {
  // A page that gave a form back holds it as it was sent: nothing in it looks changed.
  if (document.querySelector("main [data-unsaved]")) return true;
  return document.querySelector("call-mode")?.isUnsaved ?? isTouched(main);
}

/** Say whether anything in a form, or in all of a page, is not as it came. */
function isTouched(part) {
  return [...part.querySelectorAll("textarea, input, select")].some(isChanged);
}

function isChanged(field) {
  if (field.type === "hidden") return false;
  if (field.options) {
    const first = [...field.options].findIndex((one) => one.defaultSelected);
    return field.selectedIndex !== Math.max(first, 0); // with none chosen, browsers take the first
  }
  return field.value !== field.defaultValue || field.checked !== field.defaultChecked;
}
