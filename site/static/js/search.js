/*
 * The list of results: a choice is applied at once, Back and focus stay right, what changed is said.
 * htmx fetches the same page and replaces its list; without this file the form and the links do.
 */

const searching = document.querySelector("[data-searching]");
const form = document.getElementById("filters");
const announced = document.querySelector("[data-announced]");
let openBefore = [];
let goesTo = null;

/* --- Choices --- */

document.addEventListener("change", (event) => {
  if (event.target.form === form && searching.contains(event.target) && event.target.closest("#listing")) {
    form.requestSubmit();
  }
});

document.addEventListener("input", (event) => {
  if (event.target.matches("[data-facet-filter]")) {
    showMatching(event.target);
  }
});

// What was left as it is need not be asked for: the address stays short.
const USUAL = { sort: "relevance", size: "20" };

document.addEventListener("htmx:configRequest", ({ detail }) => {
  for (const [name, value] of [...detail.formData]) {
    if (value === "" || value === USUAL[name]) {
      detail.formData.delete(name);
    }
  }
});

const folded = (text) => text.normalize("NFKD").replace(/\p{Mn}/gu, "").toLowerCase();

function showMatching(field) {
  for (const option of field.parentElement.querySelectorAll("li")) {
    option.hidden = !folded(option.textContent).includes(folded(field.value.trim()));
  }
}

/* --- Before and after the list is replaced --- */

document.addEventListener("htmx:beforeRequest", (event) => {
  const source = event.detail.elt;
  goesTo = null;
  if (source.closest(".pagination")) {
    goesTo = "top";
  } else if (source !== form) {
    goesTo = "results";
  }
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-show-results]")) {
    // On a phone the filters lie before the results.
    document.getElementById("facets-toggle").open = false;
    document.getElementById("results").focus();
  }
});

document.addEventListener("htmx:beforeSwap", () => {
  openBefore = [...document.querySelectorAll("#listing details[id]")].map((each) => [each.id, each.open]);
});

document.addEventListener("htmx:afterSwap", () => {
  for (const [id, open] of openBefore) {
    const details = document.getElementById(id);
    if (details) {
      details.open = open;
    }
  }
  prepare();
  if (goesTo) {
    const results = document.getElementById("results");
    results.focus({ preventScroll: true });
    if (goesTo === "top") {
      searching.querySelector(".results").scrollIntoView({ block: "start" });
    }
  }
  announced.textContent = document.querySelector("[data-count]").textContent;
});

// Back and Forward ask the server again; nothing of what was looked for stays in the browser's store.
const forget = () => sessionStorage.removeItem("htmx-current-path-for-history");
document.addEventListener("htmx:pushedIntoHistory", forget);
forget();

// What the quick way cannot do, the plain way can.
for (const failure of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(failure, (event) => {
    window.location.assign(event.detail.pathInfo.finalRequestPath);
  });
}

/* --- What needs a script at all --- */

function prepare() {
  for (const field of document.querySelectorAll("[data-facet-filter]")) {
    field.hidden = false;
  }
  for (const button of document.querySelectorAll("[data-without-script]")) {
    button.hidden = true;
  }
  for (const item of document.querySelectorAll("[data-print-item]")) {
    item.hidden = false;
  }
  for (const item of document.querySelectorAll("[data-copy]")) {
    item.hidden = !navigator.clipboard;
  }
}

document.addEventListener("click", async (event) => {
  if (event.target.closest("[data-print]")) {
    window.print();
  }
  const button = event.target.closest("[data-copy-button]");
  if (button) {
    await navigator.clipboard.writeText(button.dataset.address);
    button.textContent = button.dataset.done;
    announced.textContent = button.dataset.done;
  }
});

prepare();
