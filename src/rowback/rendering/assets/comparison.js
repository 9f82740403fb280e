// Keys: j and k walk through the changes, f opens or closes what is folded.
const stops = [...document.querySelectorAll(".change")];
const folds = [...document.querySelectorAll("details")];
for (const keys of document.querySelectorAll(".keys")) keys.hidden = false;

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "f") {
    const open = folds.some((fold) => !fold.open);
    for (const fold of folds) fold.open = open;
  }
  const step = { j: 1, k: -1 }[event.key];
  if (!step || !stops.length) return;
  const current = stops.findIndex((stop) => "#" + stop.id === location.hash);
  const next = stops[Math.min(Math.max(current + step, 0), stops.length - 1)];
  location.replace("#" + next.id);
  next.focus({ preventScroll: true });
});
