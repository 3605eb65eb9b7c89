import {
  mdiArrowExpandHorizontal,
  mdiChevronLeft,
  mdiChevronRight,
  mdiMagnifyMinusOutline,
  mdiMagnifyPlusOutline,
} from "@mdi/js";
import Box from "@mui/material/Box";
import IconButton from "@mui/material/IconButton";
import Tooltip from "@mui/material/Tooltip";

import { Icon } from "@/components/icon";
import type { TimeRange } from "@/lib/history/range";
import { canMagnify, magnified, shifted, type Zoom } from "@/lib/history/zoom";
import { text } from "@/text";

interface ZoomButtonsProps {
  readonly zoom: Zoom;
  readonly range: TimeRange;
  readonly onZoom: (zoom: Zoom) => void;
}

/** What the wheel and the fingers do, for keys and for everybody who does not know of them. */
export function ZoomButtons({ zoom, range, onZoom }: ZoomButtonsProps) {
  const words = text.history.zoom;
  const isWhole = zoom === null;
  const isFirst = zoom === null || zoom.startMs <= range.startMs;
  const isLast = zoom === null || zoom.endMs >= range.endMs;
  return (
    <Box role="group" aria-label={words.label} sx={{ display: "flex" }}>
      <ZoomButton
        name={words.earlier}
        icon={mdiChevronLeft}
        disabled={isFirst}
        onClick={() => onZoom(shifted(zoom, range, -0.5))}
      />
      <ZoomButton
        name={words.in}
        icon={mdiMagnifyPlusOutline}
        disabled={!canMagnify(zoom, range)}
        onClick={() => onZoom(magnified(zoom, range, 2))}
      />
      <ZoomButton
        name={words.out}
        icon={mdiMagnifyMinusOutline}
        disabled={isWhole}
        onClick={() => onZoom(magnified(zoom, range, 0.5))}
      />
      <ZoomButton
        name={words.whole}
        icon={mdiArrowExpandHorizontal}
        disabled={isWhole}
        onClick={() => onZoom(null)}
      />
      <ZoomButton
        name={words.later}
        icon={mdiChevronRight}
        disabled={isLast}
        onClick={() => onZoom(shifted(zoom, range, 0.5))}
      />
    </Box>
  );
}

interface ZoomButtonProps {
  readonly name: string;
  readonly icon: string;
  readonly disabled: boolean;
  readonly onClick: () => void;
}

function ZoomButton({ name, icon, disabled, onClick }: ZoomButtonProps) {
  return (
    <Tooltip title={name} describeChild>
      <span>
        <IconButton aria-label={name} disabled={disabled} onClick={onClick}>
          <Icon path={icon} />
        </IconButton>
      </span>
    </Tooltip>
  );
}
