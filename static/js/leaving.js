/** Signing out, as pages see it: nothing private stays here, in another tab, or behind Back. */
const SECONDS_TO_SAY_WHO = 2;
const { account: owner } = document.documentElement.dataset;

/** Signed out in another tab: this one goes too, unless there is something in it that is not saved. */
if (navigator.serviceWorker && owner) {
  new BroadcastChannel("outbox").onmessage = ({ data }) => {
    if (data.left !== owner || sessionStorage.getItem(LEAVING)) return; // this tab is on its way
    for (const key of thrownAway()) localStorage.removeItem(key);
    sessionStorage.clear();
    if (!isUnsaved()) location.replace("/sign-in");
  };
}

/** A browser may keep a page whole for Back: it is shown again only to whom it was shown before. */
addEventListener("pageshow", async ({ persisted }) => {
  if (!persisted || !owner) return;
  document.body.hidden = true;
  const tooLong = new Promise((done) => setTimeout(done, SECONDS_TO_SAY_WHO * 1000));
  const known = await Promise.race([askWorker("waiting"), tooLong]);
  if ((known ? known.account : await askServer()) === owner) document.body.hidden = false;
  else location.reload();
});

/** Without a worker the server says who is there; without a network it is as it was. */
function askServer() {
  const asking = fetch("/me", { method: "HEAD", redirect: "manual" });
  return asking.then((answer) => answer.headers.get("X-Account"), () => owner);
}
