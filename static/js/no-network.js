/** A tap that did not get through says so, instead of doing nothing. */
document.addEventListener("htmx:error", ({ detail }) => {
  // What is only looked up while somebody types was not to be saved.
  if (detail.ctx?.request?.method === "GET") return;
  showNotice("no-network");
});

function showNotice(template) {
  const words = document.getElementById(template).content.cloneNode(true);
  document.getElementById("notice").replaceChildren(words);
}
