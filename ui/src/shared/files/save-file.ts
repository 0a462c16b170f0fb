/** Hands a file to the browser, which keeps it where it keeps downloads. */
export function saveFile(text: string, name: string, kind: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${kind};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
