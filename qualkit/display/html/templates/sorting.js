// Headings with data-column become buttons; a notebook may run this again, for tables that are new to it.
for (const table of document.querySelectorAll(".qk table[data-sort]")) {
  const phrase = table.dataset.sort;
  table.removeAttribute("data-sort");
  const collator = new Intl.Collator(table.closest("[lang]").lang, { numeric: true });
  const bodies = Array.from(table.tBodies, (body) => [body, [...body.rows].filter((row) => !row.matches(".qk-band"))]);
  const headings = table.tHead ? [...table.tHead.querySelectorAll("[data-column]")] : [];

  const compare = (a, b) => a - b || collator.compare(a, b);

  const inOrder = (rows, column, direction) => {
    const value = (row) => row.cells[column].dataset.value;
    const last = (row) => (value(row) === undefined ? 1 : 0);
    const sign = direction === "descending" ? -1 : 1;
    return rows.toSorted((a, b) => last(a) - last(b) || last(a) || sign * compare(value(a), value(b)));
  };

  const sort = (heading) => {
    const next = { ascending: "descending", descending: null }[heading.ariaSort];
    const direction = next === undefined ? "ascending" : next;
    for (const each of headings) each.removeAttribute("aria-sort");
    if (direction) heading.setAttribute("aria-sort", direction);
    for (const [body, rows] of bodies) {
      for (const row of direction ? inOrder(rows, heading.dataset.column, direction) : rows) body.append(row);
    }
  };

  for (const heading of headings) {
    const button = document.createElement("button");
    button.type = "button";
    button.title = phrase;
    button.append(...heading.childNodes);
    button.addEventListener("click", () => sort(heading));
    heading.append(button);
  }
}
