/**
 * Taps that this phone keeps until the server has them. Each is written down before anything else
 * happens, sent in order under its own id, and let go only when a page shows that it arrived.
 */
class TapJournal extends EventTarget {
  #busy = false;

  constructor(address, account, interview) {
    super();
    this.address = address;
    this.account = account;
    this.prefix = `tap:${account}:${interview}:`;
    addEventListener("online", () => this.send());
    document.addEventListener("visibilitychange", () => this.send());
    setInterval(() => this.send(), 15_000);
  }

  /** Every tap kept, the earliest first. One key each: two tabs never overwrite one another. */
  get taps() {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(this.prefix));
    return inOrder(keys.map((key) => JSON.parse(localStorage.getItem(key))));
  }

  get waiting() {
    return this.taps.filter((tap) => !tap.state);
  }

  get refused() {
    return this.taps.filter((tap) => tap.state === "refused");
  }

  /** Let go of what arrived: the page that was loaded knows it. */
  forget(ids) {
    for (const id of ids) localStorage.removeItem(this.prefix + id);
  }

  add(fields, after) {
    // Never before the last one, even when the clock was set back in between.
    const at = new Date(Math.max(Date.now(), after + 1)).toISOString();
    const tap = { id: crypto.randomUUID(), item: "", text: "", detail: "", ...fields, at };
    this.#keep(tap);
    this.send();
    return tap;
  }

  async send() {
    if (this.#busy) return;
    this.#busy = true;
    // Two tabs of one call take turns, so that the order holds.
    try {
      await navigator.locks.request(this.prefix, () => this.#sendAll());
    } finally {
      this.#busy = false;
      this.dispatchEvent(new Event("sent"));
    }
  }

  async #sendAll() {
    for (let tap = this.waiting[0]; tap; tap = this.waiting[0]) {
      const state = await this.#post(tap);
      if (!state) return;
      this.#keep({ ...tap, state });
    }
  }

  async #post(tap) {
    try {
      const answer = await fetch(this.address, {
        method: "POST",
        body: new URLSearchParams({ ...tap, account: this.account }),
        headers: { "X-Outbox": "1", "X-Outbox-Account": this.account, "Idempotency-Key": tap.id },
      });
      if (answer.ok) return "sent";
      // Signed out, busy, full or broken: it waits. What can never be right must not block the rest.
      return [404, 413, 422].includes(answer.status) ? "refused" : "";
    } catch {
      return "";
    }
  }

  #keep(tap) {
    localStorage.setItem(this.prefix + tap.id, JSON.stringify(tap));
  }
}
