// A link to a field that has to be mended opens the field's tab and takes one into it.

function go(event) {
  const link = event.target.closest("[data-faults] a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  const panel = field.closest("[role=tabpanel]");
  if (panel?.hidden) document.querySelector(`[role=tab][href="#${panel.id}"]`)?.click();
  const around = field.closest("[data-field-wrapper], .w-panel__content") ?? field.parentElement;
  const target = around.querySelector("[contenteditable=true]") ?? field.querySelector("input") ?? field;
  // Once the tab is shown: what is hidden takes no focus.
  setTimeout(() => {
    target.scrollIntoView({ block: "center" });
    target.focus();
  });
}

document.addEventListener("click", go);
