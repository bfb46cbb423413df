/**
 * <push-switch data-key="…" data-patience="15000">: turns notices on for this browser. It shows the
 * one child whose data-state is the browser's; permission is asked for only by a tap on the button.
 * Without a network some browsers never answer at all: data-patience says how long to wait, in ms.
 */
class PushSwitch extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("[data-turn-on]");
    button.addEventListener("click", () => this.#attempt(() => this.#turnOn()));
    this.#attempt(() => this.#look());
  }

  async #look() {
    if (!("serviceWorker" in navigator) || !("PushManager" in window)) {
      // On an iPhone or iPad only an app on the home screen may; an iPad says that it is a Mac.
      const isApple = /iPhone|iPad/.test(navigator.userAgent) || navigator.maxTouchPoints > 1;
      const isTab = isApple && navigator.standalone === false;
      return this.#show(isTab ? "install" : "unsupported");
    }
    if (Notification.permission === "denied") return this.#show("denied");
    if (Notification.permission === "default") return this.#show("off");
    const { pushManager } = await this.#inTime(navigator.serviceWorker.ready);
    const subscription = await pushManager.getSubscription();
    // On means on at both ends: it may have been removed from the list on another device.
    const isOn = subscription && this.#isOurs(subscription) && (await renewSubscription(subscription));
    return this.#show(isOn ? "on" : "off");
  }

  async #turnOn() {
    this.#show("working");
    if ((await Notification.requestPermission()) !== "granted") return this.#look();
    const subscription = await this.#inTime(this.#subscribe());
    const answer = await sendSubscription(subscription, "1");
    if (!answer.ok) {
      // No half state: what the server refused must not look as if it were on.
      await subscription.unsubscribe();
      throw new Error(`refused with ${answer.status}`);
    }
    location.assign(this.dataset.after);
  }

  async #subscribe() {
    const { pushManager } = await navigator.serviceWorker.ready;
    const old = await pushManager.getSubscription();
    if (old && !this.#isOurs(old)) await old.unsubscribe();
    return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: this.dataset.key });
  }

  async #attempt(work) {
    try {
      await work();
    } catch (error) {
      console.warn("notices could not be turned on:", error.message);
      this.#show("failed");
    }
  }

  #inTime(promise) {
    const patience = Number(this.dataset.patience);
    const late = new Promise((_, reject) => {
      setTimeout(() => reject(new Error("no answer")), patience);
    });
    return Promise.race([promise, late]);
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
