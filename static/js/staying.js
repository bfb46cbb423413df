/** An installed app asks that what waits on this phone stays also when room gets scarce. */
const askToStay = () => navigator.storage?.persist?.().catch(() => {});
addEventListener("appinstalled", askToStay);
// In a tab some browsers would ask the person, who has not asked for anything.
if (matchMedia("(display-mode: standalone)").matches) askToStay();
