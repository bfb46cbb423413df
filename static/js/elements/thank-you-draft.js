/**
 * <thank-you-draft data-with="… {specific} …" data-without="…">: writes the one thing into the
 * message while it is typed, for as long as nobody has touched the message itself.
 */
class ThankYouDraft extends HTMLElement {
  connectedCallback() {
    const specific = this.querySelector("[name=specific]");
    const body = this.querySelector("[name=body]");
    const write = () => {
      const thing = specific.value.trim();
      if (!thing) return this.dataset.without;
      const whole = /[.?!…]$/.test(thing) ? thing : `${thing}.`;
      return this.dataset.with.replace("{specific}.", () => whole);
    };
    let ours = write();
    specific.addEventListener("input", () => {
      if (body.value !== ours) return;
      ours = write();
      body.value = ours;
    });
  }
}

customElements.define("thank-you-draft", ThankYouDraft);
