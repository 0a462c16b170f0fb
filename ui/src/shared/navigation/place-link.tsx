import { Anchor, Button, type ButtonVariant } from "@mantine/core";
import { useRouter } from "@tanstack/react-router";
import type { MouseEvent, ReactNode } from "react";

/** Whether there is a screen at this path (`/people/$id`); what is not built yet is not offered. */
export function useIsBuilt(path: string): boolean {
  return path in useRouter().routesByPath;
}

type PlaceLinkProps = {
  /** The place: a path, with its search where it has one. */
  to: string;
  /** The path of its route where that is another. */
  route?: string;
  /** Drawn as a button of this kind; as a link in the text otherwise. */
  button?: ButtonVariant;
  children: ReactNode;
};

/** A link to a screen of the page; nothing where that is not built. */
export function PlaceLink({ to, route, button, children }: PlaceLinkProps) {
  const router = useRouter();
  const isBuilt = useIsBuilt(route ?? to.replace(/[?#].*$/, ""));
  if (!isBuilt) return null;
  const go = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    router.history.push(to);
  };
  return button === undefined ? (
    <Anchor href={to} onClick={go} underline="always">
      {children}
    </Anchor>
  ) : (
    <Button component="a" href={to} onClick={go} variant={button}>
      {children}
    </Button>
  );
}
