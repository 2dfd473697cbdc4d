// A contact point asks only what its kind needs. A confidential address has no field to be typed into.

const OF_PHONES = ["phone", "hotline"];

function fieldOf(kind, name) {
  return document.getElementById(kind.id.replace(/kind$/, name));
}

function show(field, isShown) {
  const panel = field?.closest(".w-panel__wrapper");
  if (panel) panel.hidden = !isShown;
}

function arrange(kind) {
  const precision = fieldOf(kind, "precision");
  const value = fieldOf(kind, "value");
  if (!precision || !value) return;
  const isAddress = kind.value === "address";
  const isConfidential = isAddress && precision.value === "confidential";
  show(precision, isAddress);
  // What was typed before stays in sight until it is taken away: saving would refuse it.
  show(value, !isConfidential || value.value.trim() !== "");
  for (const name of ["hours", "time_zone", "always_open"]) {
    show(fieldOf(kind, name), OF_PHONES.includes(kind.value));
  }
}

function arrangeAll() {
  document.querySelectorAll('select[name^="contact_points-"][name$="-kind"]').forEach(arrange);
}

document.addEventListener("change", (event) => {
  if (event.target.matches?.('[name^="contact_points-"]')) arrangeAll();
});
document.addEventListener("w-formset:added", arrangeAll);
new MutationObserver(arrangeAll).observe(document.body, { childList: true, subtree: true });
arrangeAll();
