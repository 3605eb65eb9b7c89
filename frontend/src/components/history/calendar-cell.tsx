import Box from "@mui/material/Box";
import ButtonBase from "@mui/material/ButtonBase";
import type { KeyboardEvent } from "react";

interface CalendarCellProps {
  readonly dayOfMonth: number;
  readonly name: string;
  /** How full the cell is, 0..1; null where nothing was seen. */
  readonly level: number | null;
  readonly isToday: boolean;
  readonly isFuture: boolean;
  readonly isChosen: boolean;
  /** The one day that the tab key leads to. */
  readonly isEntry: boolean;
  readonly onChoose: () => void;
  readonly onPoint: (isOver: boolean) => void;
  readonly onKey: (event: KeyboardEvent) => void;
}

/** A day: the fuller and the stronger in colour, the more. A day without data has no box at all. */
export function CalendarCell(props: CalendarCellProps) {
  const { dayOfMonth, name, level, isToday, isFuture, isChosen, isEntry } = props;
  return (
    <ButtonBase
      aria-label={name}
      aria-pressed={isChosen}
      aria-current={isToday ? "date" : undefined}
      tabIndex={isEntry ? 0 : -1}
      onClick={props.onChoose}
      onKeyDown={props.onKey}
      onFocus={() => props.onPoint(true)}
      onBlur={() => props.onPoint(false)}
      onPointerEnter={() => props.onPoint(true)}
      onPointerLeave={() => props.onPoint(false)}
      sx={{
        display: "block",
        width: "100%",
        minHeight: 44,
        padding: "2px 3px 3px",
        fontFamily: "inherit",
        opacity: isFuture ? 0.45 : 1,
        borderRadius: 1,
        outline: isChosen ? "2px solid" : "none",
        outlineColor: "primary.main",
        "&:hover": { backgroundColor: "action.hover" },
        "&:focus-visible": { outline: "2px solid", outlineColor: "primary.main" },
      }}
    >
      <Box
        component="span"
        sx={{
          display: "block",
          fontSize: "0.75rem",
          lineHeight: 1.35,
          color: isToday ? "primary.main" : "text.secondary",
          fontWeight: isToday ? 700 : 400,
        }}
      >
        {dayOfMonth}
      </Box>
      <Fill level={level} />
    </ButtonBase>
  );
}

function Fill({ level }: { readonly level: number | null }) {
  if (level === null) return <Box component="span" sx={{ display: "block", height: 22 }} />;
  return <LevelBox level={level} />;
}

/** How a level looks: also in the scale that explains it. Its colour is that of what is around it. */
export function LevelBox({ level }: { readonly level: number }) {
  return (
    <Box
      component="span"
      sx={{
        position: "relative",
        display: "block",
        height: 22,
        minWidth: 16,
        overflow: "hidden",
        border: 1,
        borderColor: "divider",
        borderRadius: "4px",
        backgroundColor: "background.default",
      }}
    >
      <span
        className="level"
        style={{ height: `${Math.max(6, level * 100)}%`, opacity: 0.45 + 0.55 * level }}
      />
    </Box>
  );
}
