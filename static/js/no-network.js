/** A tap that did not get through says so, instead of doing nothing. */
document.addEventListener("htmx:error", () => {
  const words = document.getElementById("no-network").content.cloneNode(true);
  document.getElementById("notice").replaceChildren(words);
});
