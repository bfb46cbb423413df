/** Keeps the screen on while a page is looked at; `hint` is shown where the phone does not allow it. */
class WakeLock {
  constructor(hint) {
    this.hint = hint;
    // The phone lets go whenever the page is out of sight.
    document.addEventListener("visibilitychange", () => this.ask());
    this.ask();
  }

  async ask() {
    if (document.visibilityState !== "visible") return;
    try {
      await navigator.wakeLock.request("screen");
      this.hint.hidden = true;
    } catch {
      this.hint.hidden = false;
    }
  }
}
