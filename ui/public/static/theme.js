// Sets light or dark before anything is painted, as the kit would a moment later, and which frame the page opens with.
{
  const kept = localStorage.getItem("touchstone.theme");
  const isDark =
    kept === "dark" || (kept !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  const root = document.documentElement;
  root.dataset.mantineColorScheme = isDark ? "dark" : "light";
  // A link that lets somebody in is `/#/welcome/…`.
  const isFrontDoor = /^\/(?:#\/)?(?:sign-in|welcome)/.test(location.pathname + location.hash);
  root.dataset.opens = isFrontDoor ? "front-door" : "frame";
}
