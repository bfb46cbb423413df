/** <app-badge count="2">: the number on the app's icon is what this page counts. */
class AppBadge extends HTMLElement {
  connectedCallback() {
    const count = Number(this.getAttribute("count"));
    // Refused in a tab, where there is no icon to show it on.
    navigator.setAppBadge?.(count).catch(() => {});
  }
}

customElements.define("app-badge", AppBadge);
