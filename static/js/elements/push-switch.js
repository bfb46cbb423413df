/**
 * <push-switch data-key="…">: turns notices on for this browser. It shows the one child whose
 * data-state is the browser's; permission is asked for only by a tap on the button.
 */
class PushSwitch extends HTMLElement {
  // Without a network some browsers never answer at all.
  static patience = 15000;

  connectedCallback() {
    this.querySelector("[data-turn-on]").addEventListener("click", () => this.#turnOn());
    this.#look();
  }

  async #look() {
    if (!("serviceWorker" in navigator) || !("PushManager" in window)) {
      // On an iPhone only an app on the home screen may send notices.
      const isPhoneTab = /iPhone|iPad/.test(navigator.userAgent) && !navigator.standalone;
      return this.#show(isPhoneTab ? "install" : "unsupported");
    }
    if (Notification.permission === "denied") return this.#show("denied");
    const registration = await navigator.serviceWorker.ready;
    const subscription = await registration.pushManager.getSubscription();
    const isOn = subscription && Notification.permission === "granted" && this.#isOurs(subscription);
    return this.#show(isOn ? "on" : "off");
  }

  async #turnOn() {
    this.#show("working");
    try {
      if ((await Notification.requestPermission()) !== "granted") return this.#look();
      const subscription = await Promise.race([this.#subscribe(), this.#timeOut()]);
      const answer = await sendSubscription(subscription);
      if (!answer.ok) {
        // No half state: what the server refused must not look as if it were on.
        await subscription.unsubscribe();
        throw new Error(`refused with ${answer.status}`);
      }
      location.assign(this.dataset.after);
    } catch (error) {
      console.warn("notices could not be turned on:", error.message);
      this.#show("failed");
    }
  }

  async #subscribe() {
    const { pushManager } = await navigator.serviceWorker.ready;
    const old = await pushManager.getSubscription();
    if (old && !this.#isOurs(old)) await old.unsubscribe();
    return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: this.dataset.key });
  }

  #timeOut() {
    return new Promise((_, reject) => {
      setTimeout(() => reject(new Error("no answer")), PushSwitch.patience);
    });
  }

  /** A subscription made with another key of ours can no longer be reached. */
  #isOurs(subscription) {
    const bytes = new Uint8Array(subscription.options.applicationServerKey ?? []);
    const text = btoa(String.fromCharCode(...bytes));
    return text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "") === this.dataset.key;
  }

  #show(state) {
    for (const child of this.children) child.hidden = child.dataset.state !== state;
  }
}

customElements.define("push-switch", PushSwitch);
