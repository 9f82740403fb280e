// Reads what each outlet's search.js tells, and lists the articles that hold all of the words asked for.
const SHOWN = 50;
const articles = [];
const asked = document.querySelector("#asked");
const found = document.querySelector("#found");
const count = document.querySelector("#count");
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();

function known(rows) {
  for (const [path, headline, date, text] of rows)
    articles.push({ path, headline, date, text, plain: plain(`${headline}\n${text}`) });
}

const element = (name, properties, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

function passage(text, words) {
  const line = text.split("\n").find((one) => words.some((word) => plain(one).includes(word))) ?? "";
  const at = Math.max(line.toLocaleLowerCase().indexOf(words[0]) - 80, 0);
  return (at ? "…" : "") + line.slice(at, at + 240) + (line.length > at + 240 ? "…" : "");
}

function search() {
  const words = plain(asked.value).split(/\s+/).filter(Boolean);
  const hits = words.length ? articles.filter((one) => words.every((word) => one.plain.includes(word))) : [];
  hits.sort((a, b) => b.date.localeCompare(a.date));
  count.textContent = words.length
    ? `${hits.length} ${hits.length === 1 ? "article" : "articles"}${hits.length > SHOWN ? `, the newest ${SHOWN}` : ""}`
    : "";
  found.replaceChildren(...hits.slice(0, SHOWN).map((one) => element("li", {},
    element("p", { className: "headline" }, element("a", { href: `${one.path}index.html`, textContent: one.headline })),
    element("p", { textContent: passage(one.text, words) }),
    element("p", { className: "when", textContent: one.date }))));
}

async function load() {
  for (const folder of JSON.parse(document.querySelector("#folders").textContent)) {
    const script = element("script", { src: `${folder}/search.js` });
    await new Promise((ended) => {
      script.onload = script.onerror = ended;
      document.body.append(script);
    });
    search();
  }
}

asked.disabled = false;
asked.value = decodeURIComponent(location.hash.slice(1));
asked.addEventListener("input", search);
load();
