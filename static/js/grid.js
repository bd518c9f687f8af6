// A table to fill in: keys lead from cell to cell, and a block of a spreadsheet is pasted as one.
// Without this file every cell is filled in by itself.
"use strict";

const CELLS = "td :is(input:not([type=hidden]), select)";

// Rows of a spreadsheet: tabs between cells, a cell of several lines in double quotes.
function cellsOf(text) {
  const rows = [[]];
  for (const [, written, end] of text.matchAll(/("(?:[^"]|"")*"|[^\t\r\n]*)(\t|\r\n|\r|\n|$)/g)) {
    const isQuoted = written.length > 1 && written.startsWith('"');
    const value = isQuoted ? written.slice(1, -1).replaceAll('""', '"') : written;
    rows.at(-1).push(value.replace(/\s+/g, " ").trim());
    if (!end) break;
    if (end !== "\t") rows.push([]);
  }
  return rows;
}

function fill(cell, value) {
  if (cell.tagName !== "SELECT") {
    cell.value = value;
  } else {
    const meant = value.toLowerCase();
    const option = [...cell.options].find((one) => one.text.trim().toLowerCase() === meant || one.value === meant);
    if (!option) return false;
    cell.value = option.value;
  }
  cell.dispatchEvent(new Event("input", { bubbles: true }));
  cell.dispatchEvent(new Event("change", { bubbles: true }));
  return true;
}

for (const grid of document.querySelectorAll("[data-grid]")) {
  const rows = [...grid.querySelectorAll("tbody > tr:first-child")].map((row) => [...row.querySelectorAll(CELLS)]);
  const placeOf = (cell) => {
    const row = rows.findIndex((cells) => cells.includes(cell));
    return [row, row < 0 ? -1 : rows[row].indexOf(cell)];
  };

  grid.addEventListener("keydown", (event) => {
    const [row, column] = placeOf(event.target);
    if (row < 0 || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    const isSelect = event.target.tagName === "SELECT"; // its own arrow keys choose
    const step =
      event.key === "Enter" ? (event.shiftKey ? -1 : 1)
      : event.key === "ArrowDown" && !isSelect ? 1
      : event.key === "ArrowUp" && !isSelect ? -1
      : 0;
    if (!step) return;
    event.preventDefault();
    const next = rows[row + step]?.[column] ?? (step > 0 ? grid.querySelector("button[type=submit]") : null);
    next?.focus();
    next?.select?.();
  });

  grid.addEventListener("paste", (event) => {
    const [row, column] = placeOf(event.target);
    const text = event.clipboardData.getData("text/plain").replace(/(\r\n|\r|\n)$/, "");
    if (row < 0 || !/[\t\r\n]/.test(text)) return;
    event.preventDefault();
    let filled = 0;
    let left = 0;
    cellsOf(text).forEach((values, down) => {
      values.forEach((value, across) => {
        const cell = rows[row + down]?.[column + across];
        if (cell && fill(cell, value)) filled += 1;
        else if (value) left += 1;
      });
    });
    const sentences = [`${grid.dataset.filled} ${filled}.`];
    if (left) sentences.push(`${grid.dataset.left} ${left}.`);
    const status = grid.querySelector("[data-grid-status]");
    status.classList.toggle("visually-hidden", !left);
    status.textContent = sentences.join(" ");
  });
}
