/*
 * Marks on the page of a record the words by which a search found it. They come in the fragment of the link
 * (#marked=word,word): no server and no referrer ever sees it, and it leaves the address as soon as it is read.
 */

const KEY = "#marked=";
const notice = document.querySelector("[data-marked]");

function wordsOf(hash) {
  try {
    return decodeURIComponent(hash.slice(KEY.length)).split(",").filter(Boolean);
  } catch {
    return []; // not written by our own links
  }
}

function patternOf(words) {
  const longestFirst = [...words].sort((one, other) => other.length - one.length);
  const escaped = longestFirst.map((word) => word.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&").replace(/\s+/g, "\\s+"));
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join("|")})(?![\\p{L}\\p{N}])`, "giu");
}

function textsIn(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest("script, button, nav, mark, [data-marked]") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  const texts = [];
  while (walker.nextNode()) {
    texts.push(walker.currentNode);
  }
  return texts;
}

/* Returns the different words that were found, as they stand in the text. */
function mark(root, pattern) {
  const found = new Map();
  for (const text of textsIn(root)) {
    const places = [...text.data.matchAll(pattern)];
    for (const place of places.reverse()) {
      const word = text.splitText(place.index);
      word.splitText(place[0].length);
      const marked = document.createElement("mark");
      marked.dataset.found = "";
      word.replaceWith(marked);
      marked.append(word);
      found.set(place[0].toLowerCase(), place[0]);
    }
  }
  return [...found.values()];
}

function unmark() {
  for (const marked of document.querySelectorAll("mark[data-found]")) {
    const around = marked.parentNode;
    marked.replaceWith(...marked.childNodes);
    around.normalize();
  }
  notice.hidden = true;
  document.getElementById("content").focus();
}

if (notice && window.location.hash.startsWith(KEY)) {
  const words = wordsOf(window.location.hash);
  window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search);
  const found = words.length ? mark(document.getElementById("content"), patternOf(words)) : [];
  if (found.length) {
    notice.querySelector("[data-marked-words]").textContent = found.slice(0, 5).join(", ");
    notice.querySelector("button").addEventListener("click", unmark);
    notice.hidden = false;
  }
}
