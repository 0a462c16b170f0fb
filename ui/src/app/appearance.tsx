import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import { setNonce } from "get-nonce";
import { Fragment, type ReactNode, useEffect, useMemo } from "react";
import { useLanguage } from "./language";
import { pageTheme, variables } from "./theme";

const colorScheme = localStorageColorSchemeManager({ key: "touchstone.theme" });

/** The nonce of this answer, without which the browser takes no style that is made here. */
const nonce = document.querySelector<HTMLMetaElement>("meta[property=csp-nonce]")?.nonce ?? "";
// The kit's dialogs lock scrolling by a style of another package, which asks here.
if (nonce !== "") setNonce(nonce);

type AppearanceProps = { children: ReactNode };

/** Theme and language; in another language everything is drawn anew. */
export function Appearance({ children }: AppearanceProps) {
  const language = useLanguage();
  // The kit says a few words itself: with the language the theme is another.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const theme = useMemo(pageTheme, [language]);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      colorSchemeManager={colorScheme}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
    >
      <Fragment key={language}>{children}</Fragment>
    </MantineProvider>
  );
}
