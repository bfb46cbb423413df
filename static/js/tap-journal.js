/**
 * Taps that this phone keeps until the server has them. Each is written down before anything else
 * happens, sent in order under its own id, and let go only when a page shows that it arrived.
 */
const TAPS = "tap:";
const WEEK = 7 * 24 * 60 * 60 * 1000;
const LONGEST_ANSWER = 15_000;
// What may be right at another time; any other refusal must not block the taps behind it.
const FOR_NOW = [401, 408, 425, 429];

class TapJournal extends EventTarget {
  #busy = false;
  #again = false;
  // What the phone has no room for is at least kept for as long as the page is open.
  #unwritten = new Map();

  constructor(address, account, interview) {
    super();
    this.address = address;
    this.account = account;
    this.prefix = `${TAPS}${account}:${interview}:`;
  }

  /** Send what waits, now and whenever it may work. */
  keepSending() {
    addEventListener("online", () => this.send());
    document.addEventListener("visibilitychange", () => this.send());
    setInterval(() => this.send(), 5_000);
    this.send();
  }

  /** Every tap kept, the earliest first. One key each: two tabs never overwrite one another. */
  get taps() {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(this.prefix));
    const written = keys.map((key) => JSON.parse(localStorage.getItem(key)));
    return inOrder([...written, ...this.#unwritten.values()]);
  }

  get isFull() {
    return this.#unwritten.size > 0;
  }

  get waiting() {
    return this.taps.filter((tap) => !tap.state);
  }

  get refused() {
    return this.taps.filter((tap) => tap.state === "refused");
  }

  /** What only this phone has: it waits, or the server would not take it. */
  get unsent() {
    return this.taps.filter((tap) => tap.state !== "sent");
  }

  /** Let go of what arrived (the page that was loaded knows it), or was thrown away. */
  forget(ids) {
    for (const id of ids) localStorage.removeItem(this.prefix + id);
    tellOfTaps();
  }

  /** Once more with all that was refused: somebody may have been brought back from the bin. */
  sendAgain() {
    for (const { status, ...tap } of this.refused) this.#keep({ ...tap, state: "" });
    return this.send();
  }

  add(fields, after) {
    // Never before the last one, even when the clock was set back in between.
    const at = new Date(Math.max(Date.now(), after + 1)).toISOString();
    const who = document.querySelector("h1")?.textContent;
    const tap = { id: crypto.randomUUID(), item: "", text: "", detail: "", ...fields, at, who };
    this.#keep(tap);
    this.send();
    return tap;
  }

  async send() {
    // The signal may come back while a last attempt without it is failing.
    this.#again = true;
    if (this.#busy) return;
    this.#busy = true;
    // Two tabs of one call take turns, so that the order holds.
    try {
      while (this.#again) {
        this.#again = false;
        if (navigator.locks) await navigator.locks.request(this.prefix, () => this.#sendAll());
        else await this.#sendAll();
      }
    } finally {
      this.#busy = false;
      this.dispatchEvent(new Event("sent"));
      tellOfTaps();
    }
  }

  async #sendAll() {
    for (let tap = this.waiting[0]; tap; tap = this.waiting[0]) {
      const outcome = await this.#post(tap);
      if (!outcome) return;
      this.#keep({ ...tap, ...outcome });
    }
  }

  async #post({ id, item, text, detail, kind, at }) {
    try {
      const answer = await fetch(this.address, {
        method: "POST",
        // Sent again it is the same to the letter, whatever is noted on this phone meanwhile.
        body: new URLSearchParams({ id, item, text, detail, kind, at, account: this.account }),
        headers: { "X-Outbox": "1", "X-Outbox-Account": this.account, "Idempotency-Key": id },
        signal: AbortSignal.timeout(LONGEST_ANSWER),
      });
      const { ok, status, headers } = answer;
      // What something on the way answers is no receipt.
      if (ok) return headers.get("X-Account") === this.account ? { state: "sent" } : undefined;
      const isForNow = status >= 500 || FOR_NOW.includes(status);
      // Refused for another person who is signed in meanwhile, it waits for its own.
      const isElsewhere = status === 403 && headers.get("X-Account") !== this.account;
      return isForNow || isElsewhere ? undefined : { state: "refused", status };
    } catch {
      return undefined;
    }
  }

  #keep(tap) {
    this.#unwritten.delete(tap.id);
    try {
      localStorage.setItem(this.prefix + tap.id, JSON.stringify(tap));
    } catch {
      this.#unwritten.set(tap.id, tap);
    }
  }
}

function tellOfTaps() {
  document.dispatchEvent(new Event("taps"));
}

addEventListener("storage", ({ key }) => key?.startsWith(TAPS) && tellOfTaps());

/** Give a journal for each call that this account has taps of on this phone. */
function keptJournals() {
  const { account } = document.documentElement.dataset;
  const start = `${TAPS}${account}:`;
  const keys = account ? Object.keys(localStorage).filter((key) => key.startsWith(start)) : [];
  const calls = new Set(keys.map((key) => key.slice(start.length).split(":")[0]));
  return [...calls].map((id) => new TapJournal(`/interviews/${id}/call`, account, id));
}

/** Whatever page is opened when the signal is back sends what a call left behind. */
for (const journal of keptJournals()) {
  const isOld = (tap) => tap.state === "sent" && Date.now() - Date.parse(tap.at) > WEEK;
  journal.forget(journal.taps.filter(isOld).map((tap) => tap.id));
  if (!document.querySelector("call-mode")) journal.keepSending();
}
