import Box from "@mui/material/Box";
import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import ToggleButton from "@mui/material/ToggleButton";
import ToggleButtonGroup from "@mui/material/ToggleButtonGroup";
import Typography from "@mui/material/Typography";

import { SearchField } from "@/components/search-field";
import type { Environment } from "@/lib/api/class-sessions";
import { ENVIRONMENTS } from "@/lib/environments";
import { text } from "@/text";

import { STATE_FILTERS, type StateFilter, type ListSearch } from "./list-search";

interface ListFiltersProps {
  readonly wanted: ListSearch;
  readonly total: number;
  readonly onChange: (change: Partial<ListSearch>) => void;
}

export function ListFilters({ wanted, total, onChange }: ListFiltersProps) {
  return (
    <Box
      sx={{ display: "flex", flexWrap: "wrap", alignItems: "center", gap: 1.5, marginBottom: 1.5 }}
    >
      <Box sx={{ flex: "1 1 220px", maxWidth: { md: 340 } }}>
        <SearchField
          label={text.classSessions.search}
          value={wanted.search}
          onChange={(search) => onChange({ search })}
        />
      </Box>
      <ToggleButtonGroup
        exclusive
        size="small"
        color="primary"
        aria-label={text.classSessions.state}
        value={wanted.state}
        onChange={(_, state: StateFilter | null) => {
          if (state !== null) onChange({ state });
        }}
      >
        {STATE_FILTERS.map((state) => (
          <ToggleButton key={state} value={state}>
            {text.classSessions.states[state]}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <TextField
        select
        label={text.classSessions.environment}
        value={wanted.environment ?? "all"}
        onChange={(event) =>
          onChange({
            environment:
              event.target.value === "all" ? undefined : (event.target.value as Environment),
          })
        }
        sx={{ minWidth: 180 }}
      >
        <MenuItem value="all">{text.classSessions.allEnvironments}</MenuItem>
        {ENVIRONMENTS.map((environment) => (
          <MenuItem key={environment} value={environment}>
            {text.classSessions.environments[environment]}
          </MenuItem>
        ))}
      </TextField>
      <Typography variant="body2" role="status" sx={{ color: "text.secondary" }}>
        {text.classSessions.count(total)}
      </Typography>
    </Box>
  );
}
