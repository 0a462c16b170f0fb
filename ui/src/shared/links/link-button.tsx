import { Button, type ButtonProps } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { ComponentPropsWithRef } from "react";

type AnchoredProps = ButtonProps & Omit<ComponentPropsWithRef<"a">, keyof ButtonProps>;

function Anchored(props: AnchoredProps) {
  return <Button component="a" {...props} />;
}

/** A place of this page that looks like a button; takes what a link takes, with its types. */
export const LinkButton = createLink(Anchored);
