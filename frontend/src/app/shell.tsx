import Box from "@mui/material/Box";
import Link from "@mui/material/Link";
import { Outlet } from "@tanstack/react-router";
import { useRef, type ReactNode } from "react";

import { Navigation } from "@/app/navigation";
import { NoticeBar } from "@/app/notice-bar";
import { OfflineBanner } from "@/app/offline-banner";
import { BAR_HEIGHT_PX, PresenterBar } from "@/app/presenter-bar";
import { ThemeToggle } from "@/app/theme-toggle";
import { useRouteFocus } from "@/app/use-route-focus";
import { useViewsAtHand } from "@/app/use-views-at-hand";
import { PresenterToggle } from "@/components/presenter-toggle";
import { useLive } from "@/features/live/live-context";
import { usePresenterMode } from "@/lib/presenter-mode";
import { useStore } from "@/lib/store";
import { text } from "@/text";

const CONTENT_ID = "content";

/** The frame around every view: a rail on a laptop, bars at the top and bottom of a phone. */
export function Shell() {
  const content = useRef<HTMLElement>(null);
  useRouteFocus(content);
  useViewsAtHand();
  const namesHidden = usePresenterMode();
  return (
    <Box
      sx={{
        display: "flex",
        flexDirection: { xs: "column", md: "row" },
        minHeight: "100dvh",
        // What views that fill the window may take of it.
        "--view-height": `calc(100dvh - ${namesHidden ? BAR_HEIGHT_PX : 0}px)`,
      }}
    >
      <SkipLink />
      <Rail />
      <Box
        component="main"
        ref={content}
        id={CONTENT_ID}
        tabIndex={-1}
        sx={{
          flex: 1,
          minWidth: 0,
          outline: "none",
          paddingBottom: { xs: "72px", md: 0 },
          "& h1:focus": { outline: "none" }, // focused by a new view and not by the keyboard
        }}
      >
        {namesHidden && <PresenterBar />}
        <Outlet />
      </Box>
      <OfflineBanner />
      <NoticeBar />
    </Box>
  );
}

function Rail() {
  return (
    <>
      <Box
        component="header"
        sx={{
          position: { xs: "static", md: "sticky" },
          top: 0,
          zIndex: "appBar",
          height: { xs: 52, md: "100dvh" },
          width: { md: 88 },
          flexShrink: 0,
          display: "flex",
          flexDirection: { xs: "row", md: "column" },
          alignItems: "center",
          gap: 2,
          paddingInline: { xs: 2, md: 1 },
          paddingBlock: { xs: 0, md: 2 },
          borderRight: { md: 1 },
          borderBottom: { xs: 1, md: 0 },
          borderColor: { xs: "divider", md: "divider" },
          backgroundColor: "background.paper",
        }}
      >
        <Brand />
        <Box sx={{ display: { xs: "none", md: "block" }, flex: 1, marginTop: 1 }}>
          <Places />
        </Box>
        <Box
          sx={{
            display: "flex",
            flexDirection: { xs: "row", md: "column" },
            marginLeft: { xs: "auto", md: 0 },
            color: "text.secondary",
          }}
        >
          <PresenterToggle />
          <ThemeToggle />
        </Box>
      </Box>
      <BottomBar>
        <Places />
      </BottomBar>
    </>
  );
}

function Places() {
  const isLive = useStore(useLive().isLive);
  return <Navigation isLive={isLive} />;
}

function Brand() {
  return (
    <Box sx={{ display: "flex", alignItems: "center", gap: 1.25 }}>
      <Box
        component="img"
        src="/icon.svg"
        alt=""
        width={36}
        height={36}
        sx={{ width: { xs: 28, md: 36 }, height: "auto", display: "block" }}
      />
      <Box
        component="span"
        sx={{ display: { xs: "inline", md: "none" }, fontWeight: 700, letterSpacing: "-0.01em" }}
      >
        {text.product}
      </Box>
    </Box>
  );
}

function BottomBar({ children }: { readonly children: ReactNode }) {
  return (
    <Box
      sx={{
        display: { xs: "block", md: "none" },
        position: "fixed",
        insetInline: 0,
        bottom: 0,
        zIndex: "appBar",
        borderTop: 1,
        borderColor: "divider",
        backgroundColor: "background.paper",
        paddingBottom: "env(safe-area-inset-bottom)",
      }}
    >
      {children}
    </Box>
  );
}

function SkipLink() {
  return (
    <Link
      href={`#${CONTENT_ID}`}
      sx={{
        position: "fixed",
        top: 8,
        left: 8,
        zIndex: "tooltip",
        padding: 1,
        borderRadius: 1,
        backgroundColor: "background.paper",
        transform: "translateY(-200%)",
        "&:focus": { transform: "none" },
      }}
    >
      {text.skipToContent}
    </Link>
  );
}
