/** A saved copy of a list of people is searched in the page itself: by all words, without accents. */
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const searched = document.documentElement.dataset.kept && document.querySelector("main [role=search] [name=q]");

if (searched) {
  const rows = [...document.querySelectorAll("main .rows > li")];
  const search = () => {
    const wanted = plain(searched.value).split(/\s+/);
    for (const row of rows) row.hidden = !wanted.every((word) => plain(row.textContent).includes(word));
    stand("search", searched.value && words.search, "");
  };
  searched.value = new URLSearchParams(location.search).get("q") ?? "";
  searched.addEventListener("input", search);
  search();
}
