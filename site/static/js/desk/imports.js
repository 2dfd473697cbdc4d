// Files may be dropped where they can be chosen; a page of forms that are being read says how far it is.

const POLL = 1500;

function makeDropZone(zone) {
  const input = zone.querySelector("input[type=file]");
  const chosen = zone.querySelector("[data-chosen]");
  zone.querySelector("[data-drop-hint]").hidden = false;
  const tell = () => {
    chosen.textContent = [...input.files].map((file) => file.name).join(", ");
  };
  for (const kind of ["dragover", "dragleave", "drop"]) {
    zone.addEventListener(kind, (event) => {
      event.preventDefault();
      zone.classList.toggle("imports-drop--over", kind === "dragover");
    });
  }
  zone.addEventListener("drop", (event) => {
    input.files = event.dataTransfer.files;
    tell();
  });
  input.addEventListener("change", tell);
}

async function follow(place) {
  const response = await fetch(place.dataset.progress);
  if (!response.ok) return;
  const progress = await response.json();
  if (progress.done) {
    window.location.reload();
    return;
  }
  const bar = place.querySelector("progress");
  bar.max = progress.number;
  bar.value = progress.read;
  const sentence = place.querySelector("[data-sentence]");
  if (sentence.textContent.trim() !== progress.sentence) sentence.textContent = progress.sentence;
  setTimeout(() => follow(place), POLL);
}

document.querySelectorAll("[data-drop]").forEach(makeDropZone);
document.querySelectorAll("[data-progress]").forEach((place) => setTimeout(() => follow(place), POLL));
