/**
 * <thank-you-draft data-with="… {specific} …" data-without="…">: writes the one thing into the
 * message while it is typed, for as long as nobody has touched the message itself.
 */
class ThankYouDraft extends HTMLElement {
  connectedCallback() {
    const specific = this.querySelector("[name=specific]");
    const body = this.querySelector("[name=body]");
    let ours = this.dataset.without;
    specific.addEventListener("input", () => {
      if (body.value !== ours) return;
      const thing = specific.value.trim();
      ours = thing ? this.dataset.with.replace("{specific}", () => thing) : this.dataset.without;
      body.value = ours;
    });
  }
}

customElements.define("thank-you-draft", ThankYouDraft);
