/** A form that came back shows what is to be mended or compared in it, wherever that stands. */
const toMend = document.querySelector("main .form-errors") && firstToMend();
if (toMend) bringIntoView(toMend);

function firstToMend() {
  return main.querySelector(".version[id], .error, [aria-invalid=true]")?.parentElement;
}

function bringIntoView(part) {
  const form = part.closest("form");
  const mended = new URLSearchParams(location.search).get("mend");
  // Else what waits is put into the form a moment later, and its first field into view.
  if (form && mended) hidden(form, "mended", mended);
  for (let fold = part.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  (part.querySelector("input:checked") ?? part.querySelector(WRITTEN_IN))?.focus({ preventScroll: true });
  part.scrollIntoView();
}
