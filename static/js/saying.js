/** Each form says in words what it is and what its codes mean, for the list of what waits. */
document.addEventListener("submit", ({ target: form, submitter }) => {
  if (form.getAttribute("method") !== "post" || !document.documentElement.dataset.account) return;
  const isCapture = (form.getAttribute("action") ?? location.pathname).split("?")[0] === CAPTURE;
  const own = isCapture && (form.elements.name ?? form.elements.line)?.value;
  const label = textOf(submitter?.querySelector(".label") ?? submitter);
  const h1 = textOf(document.querySelector("h1"));
  const whom = whomIn(form);
  const isSaid = [h1, label].some((one) => whom && one?.includes(whom));
  hidden(form, "what", own || [h1, !isSaid && whom, label].filter(Boolean).join(" · "));
  const meanings = [...form.elements].flatMap(meaningsOf);
  if (submitter?.value) meanings.push([submitter.value, label]);
  if (meanings.length) hidden(form, "says", JSON.stringify(Object.fromEntries(meanings)));
}, true);

/** Name whom a form is about: in its row, or in the way back to their page. */
function whomIn(form) {
  const row = form.closest("li, article")?.querySelector(".name");
  const back = document.querySelector(".back:is([href^='/contacts/'], [href^='/interviews/'])");
  return textOf(row ?? back);
}

function meaningsOf(field) {
  if (field.options) return [...field.selectedOptions].map((one) => [one.value, textOf(one)]);
  if (field.type === "date" && field.value) {
    const day = new Date(`${field.value}T12:00`);
    return [[field.value, day.toLocaleDateString(document.documentElement.lang, { dateStyle: "full" })]];
  }
  return field.checked && field.labels?.length ? [[field.value, textOf(field.labels[0])]] : [];
}

function textOf(part) {
  return part?.textContent.trim().replace(/\s+/g, " ");
}
