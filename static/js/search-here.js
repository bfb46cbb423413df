/**
 * Where the server does not answer, and in a saved copy, a list of people is searched in the page
 * itself: by all words, without accents. The next answer takes its place.
 */
const SECONDS_TO_FIND = 3;
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
// Looked for each time: the list may have been shown anew.
const searchField = () => main.querySelector("[role=search] [name=q]");
let isSearchedHere = Boolean(kept);
let unanswered;

function searchHere() {
  const searched = searchField();
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

function onSearch(name, act) {
  main.addEventListener(name, (event) => event.target === searchField() && act(event));
}

onSearch("input", searchHere);
onSearch("htmx:before:request", () => {
  unanswered ??= setTimeout(() => searchWhere(true), SECONDS_TO_FIND * 1000);
});
onSearch("htmx:error", () => searchWhere(true));
onSearch("htmx:after:request", ({ detail }) => searchWhere(detail.ctx.response.status >= 500));
if (kept && searchField()) {
  searchField().value = new URLSearchParams(location.search).get("q") ?? "";
  searchHere();
}
