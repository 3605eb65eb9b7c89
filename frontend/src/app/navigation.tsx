import {
  mdiAccountGroupOutline,
  mdiCogOutline,
  mdiGoogleClassroom,
  mdiVideoOutline,
} from "@mdi/js";
import Box from "@mui/material/Box";
import ButtonBase from "@mui/material/ButtonBase";
import Typography from "@mui/material/Typography";
import { Link } from "@tanstack/react-router";

import { Icon } from "@/components/icon";
import { HAS_EDGE, STANDS_OUT } from "@/lib/forced-colours";
import { text } from "@/text";

const PLACES = [
  { to: "/", label: text.navigation.live, icon: mdiVideoOutline, exact: true },
  { to: "/students", label: text.navigation.students, icon: mdiAccountGroupOutline, exact: false },
  {
    to: "/class-sessions",
    label: text.navigation.classSessions,
    icon: mdiGoogleClassroom,
    exact: false,
  },
  { to: "/settings", label: text.navigation.settings, icon: mdiCogOutline, exact: true },
] as const;

interface NavigationProps {
  /** True while the live view runs: its place carries a dot. */
  readonly isLive: boolean;
}

/** The places of the page: a column on a laptop, a row at the bottom of a phone. */
export function Navigation({ isLive }: NavigationProps) {
  return (
    <Box
      component="nav"
      aria-label={text.navigation.label}
      sx={{
        display: "flex",
        flexDirection: { xs: "row", md: "column" },
        justifyContent: { xs: "space-around", md: "flex-start" },
        gap: { xs: 0, md: 0.5 },
      }}
    >
      {PLACES.map((place) => (
        <Place key={place.to} {...place} dot={isLive && place.to === "/"} />
      ))}
    </Box>
  );
}

interface PlaceProps {
  readonly to: (typeof PLACES)[number]["to"];
  readonly label: string;
  readonly icon: string;
  readonly exact: boolean;
  readonly dot: boolean;
}

function Place({ to, label, icon, exact, dot }: PlaceProps) {
  return (
    <ButtonBase
      component={Link}
      to={to}
      activeOptions={{ exact }}
      title={dot ? text.live.resume : undefined}
      sx={{
        flexDirection: "column",
        gap: 0.25,
        flex: { xs: "1 1 0", md: "none" },
        maxWidth: { xs: 120, md: "none" },
        width: { md: 72 },
        paddingBlock: { xs: 0.75, md: 1 },
        borderRadius: 2,
        color: "text.secondary",
        "& .place-icon": {
          position: "relative",
          paddingInline: 2,
          paddingBlock: 0.5,
          borderRadius: 4,
        },
        "&:hover .place-icon": { backgroundColor: "action.hover" },
        "&.active": { color: "text.primary" },
        "&.active .place-icon": {
          ...HAS_EDGE,
          backgroundColor: "action.selected",
          color: "primary.main",
        },
        "&:focus-visible": {
          outline: "2px solid",
          outlineColor: "primary.main",
          outlineOffset: -2,
        },
      }}
    >
      <Box className="place-icon" sx={{ display: "flex" }}>
        <Icon path={icon} />
        {dot && <LiveDot />}
      </Box>
      <Typography component="span" sx={{ fontSize: "0.75rem", fontWeight: 600 }}>
        {label}
      </Typography>
    </ButtonBase>
  );
}

function LiveDot() {
  return (
    <Box
      sx={{
        ...STANDS_OUT,
        position: "absolute",
        top: 3,
        right: 12,
        width: 8,
        height: 8,
        borderRadius: "50%",
        backgroundColor: "error.main",
      }}
    />
  );
}
