const SCALE = 2;
/** What is read off the page, since a picture has no stylesheet of it. */
const DRAWN = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-opacity",
  "opacity",
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor",
] as const;

/** Puts a text where it can be pasted, with a picture for whatever takes one. */
export async function copyText(text: string, picture?: Blob): Promise<void> {
  if (picture === undefined || typeof ClipboardItem === "undefined") {
    await navigator.clipboard.writeText(text);
    return;
  }
  const html = `<p>${escaped(text)}</p><p><img src="${await dataUrl(picture)}" alt=""></p>`;
  const parts = { "text/plain": textBlob(text, "plain"), "text/html": textBlob(html, "html") };
  await navigator.clipboard.write([new ClipboardItem(parts)]);
}

/** Puts a picture where it can be pasted. */
export async function copyPicture(picture: Blob): Promise<void> {
  await navigator.clipboard.write([new ClipboardItem({ [picture.type]: picture })]);
}

/** A drawing of the page as a picture, with the colours it has there. */
export async function pictureOf(drawing: SVGSVGElement): Promise<Blob> {
  const { width, height } = drawing.getBoundingClientRect();
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  const originals = drawing.querySelectorAll<SVGElement>("*");
  for (const [n, to] of copy.querySelectorAll<SVGElement>("*").entries()) {
    const from = originals[n];
    if (from === undefined) continue;
    const style = getComputedStyle(from);
    for (const name of DRAWN) to.style.setProperty(name, style.getPropertyValue(name));
  }
  const markup = new XMLSerializer().serializeToString(copy);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(markup)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * SCALE);
  canvas.height = Math.round(height * SCALE);
  const pen = canvas.getContext("2d");
  if (pen === null) throw new Error("this browser draws no pictures");
  pen.fillStyle = getComputedStyle(document.body).backgroundColor;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((made) => (made === null ? reject(new Error("no picture")) : resolve(made)));
  });
}

function textBlob(text: string, kind: "plain" | "html"): Blob {
  return new Blob([text], { type: `text/${kind}` });
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

function dataUrl(picture: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(picture);
  });
}
