// A form is sent once, by somebody who is still signed in, over a line that works; else its text stays on the page.

import { KEEPS_TEXT, addressToAsk, hide, isShown, show } from "./notices.js";

const PATIENCE = 15_000;
// Draftail hands its text to the form a quarter of a second after the last key.
const UNTIL_HANDED_ON = 300;
const REFUSALS = ["signed-out", "offline", "paused"];
let isBeingSent = false;
let mayGo = false;
let typedAt = -UNTIL_HANDED_ON;
let autosave = null; // the last one that was announced: {event, begins, over: Promise}

// --- May it go? ---

/** "" when a form may be sent now, else the name of the notice that says why not. */
async function refusal() {
  try {
    const answer = await fetch(addressToAsk, {
      cache: "no-store",
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (answer.type === "opaqueredirect") return "signed-out";
    if (!answer.ok) return "offline";
    renewTokens(await answer.text());
    return "";
  } catch {
    return "offline";
  }
}

/** Signing in again changes the token; an open page still has the old one. */
function renewTokens(token) {
  window.wagtailConfig.CSRF_TOKEN = token;
  for (const input of document.querySelectorAll("[name=csrfmiddlewaretoken]"))
    input.value = token;
}

function tell(name) {
  REFUSALS.filter((other) => other !== name).forEach(hide);
  return name && show(name);
}

// --- Sending ---

async function send(event) {
  const form = event.target;
  if (!form.matches(KEEPS_TEXT) || event.defaultPrevented) return;
  if (mayGo) return;
  event.preventDefault();
  // Wagtail's guard against leaving with unsaved text would take this for a farewell.
  event.stopImmediatePropagation();
  if (isBeingSent) return;
  isBeingSent = true;
  await letAutosaveEnd();
  const name = await refusal();
  await pause(typedAt + UNTIL_HANDED_ON - performance.now());
  const notice = tell(name);
  if (!notice) return go(form, event.submitter);
  notice.focus();
  stay(form);
}

const pause = (milliseconds) =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

function go(form, button) {
  const wasDisabled = button?.disabled;
  if (button) button.disabled = false; // a disabled one would not say which it was
  let isGone = false;
  const look = (event) => {
    isGone = !event.defaultPrevented;
  };
  window.addEventListener("submit", look);
  mayGo = true;
  form.requestSubmit(button);
  mayGo = false;
  window.removeEventListener("submit", look);
  if (button) button.disabled = wasDisabled;
  if (!isGone) stay(form);
}

function stay(form) {
  isBeingSent = false;
  const indicator = document.getElementById("w-autosave-indicator");
  if (indicator?.dataset.wAutosaveStateValue === "saving")
    indicator.dataset.wAutosaveStateValue = "paused";
  for (const button of form.querySelectorAll("[data-w-progress-loading-value]"))
    button.dataset.wProgressLoadingValue = "false";
}

// The back button loads a form anew: what one typed before must not be laid over what is there by now.
for (const form of document.querySelectorAll("form[data-edit-form]"))
  form.autocomplete = "off";

// Back to a page that the browser kept whole.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll(KEEPS_TEXT).forEach(stay);
});
document.addEventListener("submit", send, true);
for (const kind of ["beforeinput", "input", "paste"])
  document.addEventListener(kind, () => {
    typedAt = performance.now();
  });

// --- Autosave ---

/** Wagtail announces an autosave, waits for its interval, then sends what the form held when it was announced. */
function announced(event) {
  if (isBeingSent) return event.preventDefault();
  const interval = Number(event.target.dataset.wAutosaveIntervalValue ?? 0);
  let ended;
  const over = new Promise((resolve) => {
    ended = resolve;
  });
  autosave = { event, begins: event.timeStamp + interval, over, ended };
}

function ended(event) {
  autosave?.ended();
  autosave = null;
  if (event.type === "w-autosave:success") tell("");
}

async function letAutosaveEnd() {
  if (!autosave) return;
  if (performance.now() < autosave.begins) {
    autosave.event.preventDefault();
    autosave = null;
    return;
  }
  await Promise.race([autosave.over, pause(PATIENCE)]);
}

async function autosaveFailed(event) {
  ended(event);
  const isOurs = !["network_error", "server_error"].includes(event.detail.type);
  const notice = tell(isOurs ? "paused" : await refusal());
  if (isOurs) notice.querySelector("[data-why]").textContent = event.detail.text;
}

document.addEventListener("w-autosave:save", announced, true);
document.addEventListener("w-autosave:success", ended, true);
document.addEventListener("w-autosave:error", autosaveFailed, true);

// --- Signed in again, connected again ---

async function lookAgain() {
  if (document.hidden || !["signed-out", "offline"].some(isShown)) return;
  const name = await refusal();
  tell(name);
  if (name) return;
  const form = document.querySelector("form[data-controller~=w-autosave]");
  form?.dispatchEvent(
    new CustomEvent("w-unsaved:add", {
      bubbles: true,
      cancelable: true,
      detail: { type: "edits" },
    }),
  );
}

document.addEventListener("visibilitychange", lookAgain);
window.addEventListener("focus", lookAgain);
window.addEventListener("online", lookAgain);
