/** <copy-button data-from="id">: its button copies the text of that field, and says so. */
class CopyButton extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button");
    const said = this.querySelector("[role=status]");
    if (!navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(this.dataset.from).value);
      said.hidden = false;
    });
  }
}

customElements.define("copy-button", CopyButton);
