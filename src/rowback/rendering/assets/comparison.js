// Keys: j and k walk through the changes, f opens or closes what is folded, v changes the view.
const stops = [...document.querySelectorAll(".change")];
const folds = [...document.querySelectorAll("details")];
const views = [...document.querySelectorAll(".views input")];
for (const part of document.querySelectorAll(".keys, .views")) part.hidden = false;

// Before and after side by side: the paragraph twice, each without the words of the other side.
function side(paragraph, without, title) {
  const copy = paragraph.cloneNode(true);
  if (without === "ins") {
    for (const moved of copy.querySelectorAll(".moved")) moved.remove();
    for (const place of copy.querySelectorAll(".gone")) {
      const left = document.querySelector(place.hash).cloneNode(true);
      place.replaceWith(left, " ");
    }
  }
  for (const part of copy.querySelectorAll(`${without}, .gone, .number`)) part.remove();
  for (const part of [copy, ...copy.querySelectorAll("[id]")]) part.removeAttribute("id");
  const column = document.createElement("div");
  const heading = Object.assign(document.createElement("h2"), { textContent: title, lang: "en" });
  column.append(heading, copy.textContent.trim() ? copy : "–");
  return column;
}

function show(view) {
  document.body.dataset.view = view;
  if (view !== "columns" || document.querySelector(".pair")) return;
  for (const paragraph of document.querySelectorAll(".block > p")) {
    const pair = Object.assign(document.createElement("div"), { className: "pair" });
    pair.append(side(paragraph, "ins", "Before"), side(paragraph, "del", "After"));
    paragraph.after(pair);
  }
}

for (const input of views) input.addEventListener("change", () => show(input.value));

function walk(step) {
  const current = stops.findIndex((stop) => "#" + stop.id === location.hash);
  const next = stops[Math.min(Math.max(current + step, 0), stops.length - 1)];
  location.replace("#" + next.id);
  next.focus({ preventScroll: true });
  if (!next.checkVisibility()) next.closest(".block").scrollIntoView({ block: "center" });
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "f") {
    const open = folds.some((fold) => !fold.open);
    for (const fold of folds) fold.open = open;
  }
  if (event.key === "v" && views.length) views[(views.findIndex((input) => input.checked) + 1) % views.length].click();
  const step = { j: 1, k: -1 }[event.key];
  if (step && stops.length) walk(step);
});
