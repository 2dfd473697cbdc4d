/*
 * "Leave this site": the page is replaced, so that Back does not return to it, and it goes blank at once,
 * for on a slow line the next page may take seconds. The Escape key, three times, does the same.
 * Without this script the button is a plain link to the same place.
 */

const ESCAPES = 3;
const WITHIN = 2000; // milliseconds from the first press to the last

const button = document.querySelector("[data-leave]");

function leave() {
  document.title = "";
  document.body.hidden = true;
  window.location.replace(button.href);
}

if (button) {
  let presses = [];

  button.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.repeat) {
      return;
    }
    presses = [...presses.filter((at) => event.timeStamp - at < WITHIN), event.timeStamp];
    if (presses.length >= ESCAPES) {
      leave();
    }
  });

  // A page kept by the browser for its Back button would come back blank.
  window.addEventListener("pageshow", () => {
    document.body.hidden = false;
  });
}
