/** How far into a table its headers may stand. */
const HEADERS_WITHIN = 20;
/** By what columns may be parted, tried in turn. */
const SEPARATORS = [",", ";", "\t", "|"];
/** Of a file larger than this nothing is shown beside the report. */
const LARGEST = 32 * 1024 * 1024;

/** What stands in each column of the first row below these headers; none where they are not found. */
export async function firstRowOf(
  sent: File | string,
  headers: readonly string[],
): Promise<Map<string, string> | undefined> {
  const text = typeof sent === "string" ? sent : await decoded(sent);
  if (text === undefined) return undefined;
  for (const by of SEPARATORS) {
    const rows = parse(text.replace(/^\uFEFF/, ""), by).slice(0, HEADERS_WITHIN + 1);
    const at = rows.findIndex((row) => headers.every((header) => row.map(trim).includes(header)));
    const row = rows[at + 1];
    const head = rows[at];
    if (head !== undefined && row !== undefined) {
      return new Map(head.map((header, n) => [header.trim(), row[n] ?? ""]));
    }
  }
  return undefined;
}

async function decoded(file: File): Promise<string | undefined> {
  if (file.size > LARGEST) return undefined;
  try {
    return new TextDecoder().decode(await file.arrayBuffer());
  } catch {
    return undefined;
  }
}

function trim(cell: string): string {
  return cell.trim();
}

/** Cells in rows; a cell in quotes may hold separators, line ends and doubled quotes. Empty lines are no rows. */
export function parse(text: string, by: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let isQuoted = false;
  const endRow = () => {
    if (row.length > 0 || cell !== "") rows.push([...row, cell]);
    row = [];
    cell = "";
  };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (isQuoted) {
      if (sign !== '"') cell += sign;
      else if (text.charAt(at + 1) === '"') {
        cell += sign;
        at += 1;
      } else isQuoted = false;
    } else if (sign === '"' && cell === "") isQuoted = true;
    else if (sign === by) {
      row.push(cell);
      cell = "";
    } else if (sign === "\n" || sign === "\r") endRow();
    else cell += sign;
  }
  endRow();
  return rows;
}
