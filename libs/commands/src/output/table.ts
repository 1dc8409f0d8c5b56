export interface Column<Row> {
  readonly title: string;
  readonly get: (row: Row) => string;
}

/** A table as Heroku's CLI draws it: titles, a line, rows; the last column is not padded. */
export function table<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const cells = rows.map((row) => columns.map((column) => column.get(row).replace(/\s*\n\s*/g, ' ')));
  const titles = columns.map((column) => column.title);
  const widths = titles.map((title, index) => Math.max(title.length, ...cells.map((row) => row[index]?.length ?? 0)));
  const line = '─'.repeat(widths.reduce((sum, width) => sum + width + 3, 1));
  return [drawRow(titles, widths), ` ${line}`, ...cells.map((row) => drawRow(row, widths))].join('\n');
}

function drawRow(cells: readonly string[], widths: readonly number[]): string {
  return `  ${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('   ')}`.trimEnd();
}
