/**
 * Where the server does not answer, and in a saved copy, a list of people is searched in the page
 * itself: by all words, without accents. The next answer takes its place.
 */
const SECONDS_TO_FIND = 3;
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const searched = document.querySelector("main [role=search] [name=q]");
let isSearchedHere = Boolean(kept);
let unanswered;

function searchHere() {
  if (!isSearchedHere) return;
  const wanted = plain(searched.value).split(/\s+/);
  const rows = [...document.querySelectorAll("main .rows > li")];
  for (const row of rows) row.hidden = !wanted.every((word) => plain(row.textContent).includes(word));
  // What was found before the signal went is not everybody either.
  const isPart = searched.value || (!kept && new URLSearchParams(location.search).get("q"));
  const found = rows.filter((row) => !row.hidden).length;
  const said = isPart && (kept ? words.search : searched.form.dataset.alone).replace("{n}", found);
  stand("search", said, `?${new URLSearchParams(new FormData(searched.form))}`);
  const status = document.querySelector("#people [role=status]");
  if (status) status.textContent = said || "";
}

function searchWhere(isHere) {
  clearTimeout(unanswered);
  unanswered = undefined;
  isSearchedHere = isHere;
  if (isHere) searchHere();
  else stand("search");
}

if (searched) {
  searched.addEventListener("input", searchHere);
  searched.addEventListener("htmx:before:request", () => {
    unanswered ??= setTimeout(() => searchWhere(true), SECONDS_TO_FIND * 1000);
  });
  searched.addEventListener("htmx:error", () => searchWhere(true));
  searched.addEventListener("htmx:after:request", ({ detail }) => searchWhere(detail.ctx.response.status >= 500));
}
if (searched && kept) {
  searched.value = new URLSearchParams(location.search).get("q") ?? "";
  searchHere();
}
