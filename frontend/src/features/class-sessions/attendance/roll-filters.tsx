import Box from "@mui/material/Box";
import ToggleButton from "@mui/material/ToggleButton";
import ToggleButtonGroup from "@mui/material/ToggleButtonGroup";

import { SearchField } from "@/components/search-field";
import { text } from "@/text";

import { isIn, ROLL_FILTERS, type RollFilter } from "./roll-view";
import type { Entry } from "./statuses";

interface RollFiltersProps {
  readonly entries: readonly Entry[];
  readonly filter: RollFilter;
  readonly search: string;
  readonly onFilter: (filter: RollFilter) => void;
  readonly onSearch: (search: string) => void;
}

export function RollFilters({ entries, filter, search, onFilter, onSearch }: RollFiltersProps) {
  return (
    <Box
      sx={{
        display: "flex",
        flexWrap: "wrap",
        gap: 1.5,
        paddingInline: { xs: 2, md: 2.5 },
        paddingBottom: 1.5,
      }}
    >
      <Box sx={{ flex: "1 1 200px", maxWidth: { md: 320 } }}>
        <SearchField label={text.attendance.search} value={search} onChange={onSearch} />
      </Box>
      <ToggleButtonGroup
        exclusive
        size="small"
        color="primary"
        aria-label={text.attendance.filter}
        value={filter}
        onChange={(_, chosen: RollFilter | null) => {
          if (chosen !== null) onFilter(chosen);
        }}
      >
        {ROLL_FILTERS.map((one) => (
          <ToggleButton key={one} value={one}>
            {text.attendance.filters[one]} {entries.filter((entry) => isIn(entry, one)).length}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </Box>
  );
}
