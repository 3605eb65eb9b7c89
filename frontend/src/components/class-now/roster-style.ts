import type { SxProps, Theme } from "@mui/material/styles";

/** Rows of one height, so that those out of sight need not be laid out. */
const ROW_PX = 52;

/** The style of all rows, said once for the list: hundreds of styled parts would be slow. */
export const ROSTER_STYLE = {
  "& ul": { listStyle: "none", margin: 0, padding: 0 },
  "& li": { contentVisibility: "auto", containIntrinsicSize: `auto ${ROW_PX}px` },
  "& a": {
    display: "flex",
    alignItems: "center",
    gap: 1.25,
    height: ROW_PX,
    paddingInline: 1,
    borderRadius: 2,
    color: "text.primary",
    textDecoration: "none",
  },
  "& a:hover": { backgroundColor: "action.hover" },
  "& a:focus-visible": { outline: "2px solid", outlineColor: "primary.main", outlineOffset: -2 },
  "& .who": { flex: 1, minWidth: 0 },
  "& .faded .name": { color: "text.secondary" },
  "& .name, & .since": {
    display: "block",
    overflow: "hidden",
    textOverflow: "ellipsis",
    whiteSpace: "nowrap",
    lineHeight: 1.3,
  },
  "& .name": { fontWeight: 600, fontSize: "0.9375rem" },
  "& .since": { fontSize: "0.8125rem", color: "text.secondary" },
  "& .emotion-disc": {
    display: "grid",
    placeItems: "center",
    flexShrink: 0,
    width: 22,
    height: 22,
    borderRadius: "50%",
  },
  "& .emotion-disc svg": { fontSize: 17.6 },
  "& .look": { width: 84, flexShrink: 0, fontSize: "0.8125rem", lineHeight: 1.3 },
  "& .look > span": { display: "block" },
  "& .trend": {
    height: 12,
    marginTop: "2px", // below the tails of letters
    borderRadius: "3px",
    overflow: "hidden",
    backgroundColor: "action.hover",
  },
} as const satisfies SxProps<Theme>;
