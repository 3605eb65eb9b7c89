import Box from "@mui/material/Box";
import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import ToggleButton from "@mui/material/ToggleButton";
import ToggleButtonGroup from "@mui/material/ToggleButtonGroup";

import { SearchField } from "@/components/search-field";
import type { StudentOrder } from "@/lib/api/students";
import { usePresenterMode } from "@/lib/presenter-mode";
import { text } from "@/text";

import { ORDERS, SHOWN, type Shown, type StudentsSearch } from "./students-search";

interface ListControlsProps {
  readonly value: StudentsSearch;
  readonly onChange: (changes: Partial<StudentsSearch>) => void;
}

/** Search, order and filter of the list; on a screen that others see the filter alone. */
export function ListControls({ value, onChange }: ListControlsProps) {
  const isHidden = usePresenterMode();
  return (
    <Box
      sx={{
        display: "flex",
        flexWrap: "wrap",
        alignItems: "center",
        gap: 1.5,
        flex: { xs: "1 1 100%", sm: 1 },
      }}
    >
      {!isHidden && (
        <Box sx={{ flex: "1 1 220px", maxWidth: { sm: 360 } }}>
          <SearchField
            label={text.students.search}
            value={value.search}
            onChange={(search) => onChange({ search })}
          />
        </Box>
      )}
      {!isHidden && (
        <TextField
          select
          label={text.students.order.label}
          value={value.order}
          onChange={(event) => onChange({ order: event.target.value as StudentOrder })}
          sx={{ minWidth: 132, flex: { xs: 1, sm: "none" } }}
        >
          {ORDERS.map((order) => (
            <MenuItem key={order} value={order}>
              {text.students.order[order]}
            </MenuItem>
          ))}
        </TextField>
      )}
      <ToggleButtonGroup
        exclusive
        size="small"
        color="primary"
        aria-label={text.students.show.label}
        value={value.show}
        onChange={(_, show: Shown | null) => {
          if (show !== null) onChange({ show });
        }}
      >
        {SHOWN.map((show) => (
          <ToggleButton key={show} value={show} sx={{ whiteSpace: "nowrap", height: 40 }}>
            {text.students.show[show]}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </Box>
  );
}
