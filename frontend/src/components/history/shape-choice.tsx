import { mdiCalendarMonthOutline, mdiChartBarStacked, mdiTable } from "@mdi/js";
import ToggleButton from "@mui/material/ToggleButton";
import ToggleButtonGroup from "@mui/material/ToggleButtonGroup";

import { Icon } from "@/components/icon";
import { HISTORY_SHAPES, type HistoryShape } from "@/components/history/history-choice";
import { text } from "@/text";

const ICONS: Readonly<Record<HistoryShape, string>> = {
  chart: mdiChartBarStacked,
  calendar: mdiCalendarMonthOutline,
  table: mdiTable,
};

interface ShapeChoiceProps<T extends HistoryShape> {
  readonly shapes?: readonly T[];
  readonly value: T;
  readonly onChange: (value: T) => void;
}

/** How a history is shown. */
export function ShapeChoice<T extends HistoryShape>(props: ShapeChoiceProps<T>) {
  const { shapes = HISTORY_SHAPES as readonly T[], value, onChange } = props;
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      aria-label={text.history.view}
      value={value}
      onChange={(_, chosen: T | null) => {
        if (chosen !== null) onChange(chosen);
      }}
    >
      {shapes.map((shape) => (
        <ToggleButton
          key={shape}
          value={shape}
          aria-label={text.history[shape]}
          title={text.history[shape]}
        >
          <Icon path={ICONS[shape]} fontSize="small" />
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
