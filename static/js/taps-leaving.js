/**
 * Signing out takes the taps of whoever leaves along, and of nobody else: asked for first, while
 * some are unsent, and only after the server has signed them out.
 */
const LEAVING = "signing-out";
const SECONDS_TO_SEND_TAPS = 5;

// The tab that somebody signs out in may be closed before its next page, so all can tell what goes.
const stores = [sessionStorage, localStorage];

/** The page after a sign-out: nobody is signed in, or it did not come to that. */
const thrown = thrownAway();
if (sessionStorage.getItem(LEAVING) && !owner) sessionStorage.clear();
for (const store of stores) store.removeItem(LEAVING);
for (const key of Object.keys(localStorage)) if (!mayStay(key)) localStorage.removeItem(key);

/** Of others only taps stay, those that wait for their writer. */
function mayStay(key) {
  if (!key.startsWith(TAPS)) return Boolean(owner);
  if (owner && key.startsWith(`${TAPS}${owner}:`)) return true;
  return !thrown.includes(key) && JSON.parse(localStorage.getItem(key)).state !== "sent";
}

/** Give the keys of the taps that somebody who is about to be signed out wants no more. */
function thrownAway() {
  return stores.flatMap((store) => JSON.parse(store.getItem(LEAVING)) ?? []);
}

// The answer to a form cannot be fetched again.
const again = location.pathname === "/sign-out" && document.querySelector("[data-leaving]");
if (again) again.href = again.dataset.leaving;

document.addEventListener("submit", async (event) => {
  const { target: form, submitter } = event;
  if (!form.action.endsWith("/sign-out")) return undefined;
  const { account } = document.documentElement.dataset;
  const isAsked = ["discard", "taps"].includes(submitter?.name);
  const isUnsent = () => keptJournals().some((one) => one.unsent.length);
  if (isAsked || !isUnsent()) {
    // What the worker has is its to ask about; a page that it does not answer for (reloaded by force)
    // must not have it cleared.
    const isPassedBy = navigator.serviceWorker && !navigator.serviceWorker.controller;
    if (isPassedBy || hasTapsOfOthers(account)) hidden(form, "others", "1");
    const agreed = keptJournals().flatMap(({ prefix, unsent }) => unsent.map(({ id }) => prefix + id));
    for (const store of stores) store.setItem(LEAVING, JSON.stringify(agreed));
    // What the server has need not wait for its answer, after which the app may be closed.
    for (const { taps, prefix } of keptJournals()) {
      for (const { id, state } of taps) if (state === "sent") localStorage.removeItem(prefix + id);
    }
    return undefined;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  const patience = new Promise((done) => setTimeout(done, SECONDS_TO_SEND_TAPS * 1000));
  await Promise.race([Promise.all(keptJournals().map((one) => one.send())), patience]);
  if (!isUnsent()) return form.requestSubmit(submitter);
  const question = form.querySelector("[data-taps]");
  question.hidden = false;
  return question.scrollIntoView({ block: "center" });
}, true);

/** Say whether somebody else has taps here which the server must not clear with the rest. */
function hasTapsOfOthers(account) {
  return Object.keys(localStorage).some((key) => {
    const isOfOthers = key.startsWith(TAPS) && !key.startsWith(`${TAPS}${account}:`);
    return isOfOthers && JSON.parse(localStorage.getItem(key)).state !== "sent";
  });
}
