/** <browser-zone> around a time-zone <select>: chooses the browser's own zone while none is chosen. */
class BrowserZone extends HTMLElement {
  connectedCallback() {
    const select = this.querySelector("select");
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!select || select.value) return;
    select.value = zone;
    // Nobody has written anything by that.
    for (const option of select.options) option.defaultSelected = option.selected;
  }
}

customElements.define("browser-zone", BrowserZone);
