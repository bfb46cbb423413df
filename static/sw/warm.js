/** What a person will want soon is fetched before it is asked for, one page after the other. */
const WARM_LIST = "/offline/pages";
const BOOKING_PAGE = "/offline/book";
const NOBODY = "00000000-0000-7000-8000-000000000000";
const MINUTES_WARM = 5;
let warming;

/** Warm what is new at once; what changed, and what got old, not more often than each few minutes. */
function warm({ now = false } = {}) {
  warming ??= warmAll(now)
    .catch(() => {}) // no network: the next page tries again
    .finally(() => {
      warming = undefined;
    });
  return warming;
}

async function warmAll(now) {
  const account = await fact("account");
  if (!account) return;
  const list = await listOfPages(account);
  if (!list) return;
  await setFact("warm", list.pages);
  await setFact("next", list.next);
  const isDue = now || Date.now() - ((await fact("warmed-at")) ?? 0) > MINUTES_WARM * 60_000;
  const isChanged = isDue && (await fact("version")) !== list.version;
  for (const page of list.pages) {
    const copy = await copyOf(new URL(page, self.location.origin));
    const isOld = isDue && Date.now() - copy?.keptAt > 6 * 60 * 60_000;
    if (!copy || isChanged || isOld) await warmPage(page, account);
  }
  if (!isDue) return;
  await setFact("warmed-at", Date.now());
  await setFact("version", list.version);
}

async function listOfPages(account) {
  const answer = await fetch(WARM_LIST, { headers: { "X-Outbox": "1" }, redirect: "manual" });
  return answer.ok && answer.headers.get("X-Account") === account ? answer.json() : undefined;
}

async function warmPage(page, account) {
  const askedAt = Date.now();
  const answer = await fetch(page, { redirect: "manual" });
  if (answer.headers.get("X-Account") !== account) return;
  await keepCopy(new URL(page, self.location.origin), answer, askedAt);
}
