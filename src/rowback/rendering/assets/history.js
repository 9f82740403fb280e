// Steps through the states of an article: slider, buttons, arrow keys, j and k; #r3 is the permalink of a state.
const { texts, states, headlines, moments } = JSON.parse(document.querySelector("#data").textContent);
const main = document.querySelector("#text");
const slider = document.querySelector("#state");
const wide = /[\u3000-\u30ff\u3400-\u9fff\uff00-\uff60]$/;

const element = (name, properties) => Object.assign(document.createElement(name), properties);

function sentence([text, worded, key], last) {
  const age = Math.ceil((worded * 4) / last);
  const span = element("span", { className: `age${age}`, textContent: texts[text] });
  if (key !== null) {
    const button = element("button", { type: "button", className: "number", textContent: worded + 1 });
    button.setAttribute("popovertarget", `w${key}`);
    button.setAttribute("aria-label", `Revision ${worded + 1}: other wordings`);
    span.append(button);
  }
  return span;
}

function show(number) {
  const last = Math.max(number - 1, 1);
  main.replaceChildren(...states[number - 1].map((paragraph) => {
    const p = element("p", {});
    for (const [k, one] of paragraph.entries()) {
      if (k && !wide.test(texts[paragraph[k - 1][0]])) p.append(" ");
      p.append(sentence(one, last));
    }
    return p;
  }));
  document.querySelector("#headline").textContent = headlines[number - 1] || document.title;
  document.querySelector("#moment").textContent = `Revision ${number} of ${states.length} · ${moments[number - 1]}`;
  slider.value = number;
  for (const entry of document.querySelectorAll(".timeline li")) {
    const here = entry.id === `r${number}`;
    entry.toggleAttribute("aria-current", here);
    const changes = entry.querySelector("details");
    if (changes) changes.open = here;
  }
}

function step(by) {
  const number = Math.min(Math.max(Number(slider.value) + by, 1), states.length);
  history.replaceState(null, "", `#r${number}`);
  show(number);
}

if (slider) {
  document.querySelector(".stepper").hidden = false;
  slider.addEventListener("input", () => step(0));
  document.querySelector("#older").addEventListener("click", () => step(-1));
  document.querySelector("#newer").addEventListener("click", () => step(1));
  const named = () => Number(/^#r(\d+)$/.exec(location.hash)?.[1]);
  addEventListener("hashchange", () => states[named() - 1] && show(named()));
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target === slider) return;
    const by = { ArrowLeft: -1, ArrowRight: 1, j: 1, k: -1 }[event.key];
    if (by) step(by);
  });
  show(states[named() - 1] ? named() : states.length);
}
