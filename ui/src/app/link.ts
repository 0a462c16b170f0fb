const LINK = /^#\/welcome\/(.+)$/;

/**
 * The links that the server tells are `/#/welcome/SECRET`: what stands behind `#` is never sent, so no log holds it. Inside
 * the page that place is `/welcome`, with the secret still behind `#`.
 */
export function takeLink(): void {
  const secret = LINK.exec(location.hash)?.[1];
  if (secret !== undefined) history.replaceState(null, "", `/welcome#${secret}`);
}
