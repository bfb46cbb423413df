/** Tell the service worker whether this page holds text that was typed and not saved. */
navigator.serviceWorker?.addEventListener("message", ({ data, ports }) => {
  if (data === "is-writing") ports[0].postMessage(isWriting());
});

function isWriting() {
  const fields = document.querySelectorAll("main textarea, main input:not([type=hidden])");
  return [...fields].some((field) => field.value !== field.defaultValue);
}
