// Keys: j and k walk through the changes, f opens or closes what is folded.
const stops = [...document.querySelectorAll(".change")];
const folds = [...document.querySelectorAll("details")];
let current = -1;
for (const keys of document.querySelectorAll(".keys")) keys.hidden = false;
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "f") {
    const open = folds.some((fold) => !fold.open);
    for (const fold of folds) fold.open = open;
  }
  const step = { j: 1, k: -1 }[event.key];
  if (!step || !stops.length) return;
  current = Math.min(Math.max(current + step, 0), stops.length - 1);
  location.replace("#" + stops[current].id);
  stops[current].focus({ preventScroll: true });
});
