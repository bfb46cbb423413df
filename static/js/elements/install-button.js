/** <install-button>: shows its button where the browser offers to install the app, and asks it to. */
let offer = null;

window.addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  offer = event;
  for (const element of document.querySelectorAll("install-button")) element.hidden = false;
});

class InstallButton extends HTMLElement {
  connectedCallback() {
    this.hidden = !offer;
    this.querySelector("button").addEventListener("click", () => {
      // An offer can be taken up once; the browser makes another when it is time.
      offer?.prompt();
      offer = null;
      this.hidden = true;
    });
  }
}

customElements.define("install-button", InstallButton);
