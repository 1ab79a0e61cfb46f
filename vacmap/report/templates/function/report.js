/* Lights a task wherever it stands: cut out, in the vacancy, in the table. The page says the same without. */
(() => {
  "use strict";
  const all = (selector) => [...document.querySelectorAll(selector)];
  const pane = document.querySelector(".vm-pane");
  const now = document.querySelector(".vm-now");
  const ofTask = new Map();
  for (const one of all("[data-task]")) {
    ofTask.set(one.dataset.task, [...(ofTask.get(one.dataset.task) ?? []), one]);
  }
  const cells = all("[data-cell]");
  const cuttings = [...ofTask.values()].map((places) => places.find((one) => one.dataset.cells !== undefined));
  const cellsOf = (cutting) => cutting.dataset.cells.split(" ");
  const clusterOf = (cell) => cell.split("/").pop();
  let lit = [];

  const unlight = () => {
    for (const one of lit) one.classList.remove("vm-lit");
    lit = [];
    now.hidden = true;
  };

  /* In its own window beside the tasks, the vacancy scrolls to what is lit; the page itself never moves. */
  const reveal = (mark) => {
    if (pane.scrollHeight <= pane.clientHeight) return;
    const place = mark.getBoundingClientRect();
    const frame = pane.getBoundingClientRect();
    if (place.top >= frame.top && place.bottom <= frame.bottom) return;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const top = pane.scrollTop + place.top - frame.top - (frame.height - place.height) / 2;
    pane.scrollTo({ top, behavior: calm ? "instant" : "smooth" });
  };

  const light = (chosen, from) => {
    unlight();
    const wanted = new Set(chosen.flatMap(cellsOf));
    lit = chosen.flatMap((cutting) => ofTask.get(cutting.dataset.task));
    lit.push(...cells.filter((one) => wanted.has(one.dataset.cell)));
    const clusters = new Set([...wanted].map(clusterOf));
    lit.push(...all("g[data-cluster]").filter((one) => clusters.has(one.dataset.cluster)));
    for (const one of lit) one.classList.add("vm-lit");
    if (pane.contains(from)) {
      now.textContent = chosen[0].dataset.said;
      now.hidden = false;
    } else if (chosen.length === 1) {
      reveal(ofTask.get(chosen[0].dataset.task).find((one) => pane.contains(one)));
    }
  };

  const follow = (event) => {
    const from = event.target.closest("[data-task], [data-cell], [data-cluster]");
    if (!from) return unlight();
    const { task, cell, cluster } = from.dataset;
    const chosen = cuttings.filter((cutting) =>
      task ? cutting.dataset.task === task
      : cell ? cellsOf(cutting).includes(cell)
      : cellsOf(cutting).some((one) => clusterOf(one) === cluster));
    return chosen.length ? light(chosen, from) : unlight();
  };

  document.addEventListener("pointerover", follow);
  document.addEventListener("focusin", follow);
  document.addEventListener("keydown", (event) => event.key === "Escape" && unlight());
})();
