// Who else has this form open is said above it too, not only by a small picture in the bar at the top.

import { hide, show } from "./notices.js";

/** What Wagtail's ping tells of another session -> the name of its sentence in templates/desk/session.html. */
function sentence(session, me) {
  const what = session.revision_id
    ? "saved"
    : session.is_editing
      ? "writing"
      : "reading";
  return session.user === me ? `${what}Elsewhere` : what;
}

function tell(event) {
  const sessions = event.detail.data?.other_sessions ?? [];
  const me = event.target.dataset.me;
  if (!sessions.length) return hide("together");
  const notice = show("together");
  const lines = sessions.map((session) =>
    notice.dataset[sentence(session, me)].replace("%s", session.user),
  );
  const list = notice.querySelector("[data-others]");
  // Said again only when it changed: a screen reader reads it out each time.
  if ([...list.children].map((item) => item.textContent).join() === lines.join())
    return;
  list.replaceChildren(
    ...lines.map((line) =>
      Object.assign(document.createElement("li"), { textContent: line }),
    ),
  );
}

document.addEventListener("w-swap:json", (event) => {
  if (event.target.matches(".w-editing-sessions")) tell(event);
});
