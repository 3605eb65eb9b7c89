import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";

import { QueryCard } from "@/components/query-card";
import type { Schemas } from "@/lib/api/client";
import { text } from "@/text";

import { useServerAbout } from "./refreshing";

const SHOWN_DIGITS = 12;

/** The neural networks that really run, and on what. */
export function NetworksCard() {
  const about = useServerAbout();
  const { title, runsOn, runsOnValue, runtimes } = text.health.networks;
  return (
    <QueryCard title={title} testId="networks" query={about} lines={6}>
      {(data) => (
        <>
          <Box component="ul" sx={{ margin: 0, padding: 0, listStyle: "none" }}>
            {data.networks.map((network) => (
              <NetworkRow key={network.task} network={network} />
            ))}
          </Box>
          <Typography variant="body2" sx={{ marginTop: 1.5 }}>
            {runsOn}{" "}
            <Box component="strong" sx={{ fontWeight: 600 }}>
              {runsOnValue(runtimes[data.runtime] ?? data.runtime, data.execution_provider)}
            </Box>
          </Typography>
        </>
      )}
    </QueryCard>
  );
}

function NetworkRow({ network }: { readonly network: Schemas["Network"] }) {
  const { tasks, weights, weightsTitle } = text.health.networks;
  return (
    <Box component="li" sx={{ paddingBlock: 1, borderBottom: 1, borderColor: "divider" }}>
      <Box sx={{ display: "flex", flexWrap: "wrap", columnGap: 2, alignItems: "baseline" }}>
        <Typography component="span" sx={{ flex: 1, fontSize: "0.875rem", fontWeight: 600 }}>
          {network.name}
        </Typography>
        <Typography component="span" variant="body2" sx={{ color: "text.secondary" }}>
          {tasks[network.task] ?? network.task}
        </Typography>
      </Box>
      <Typography
        component="span"
        title={`${weightsTitle}: ${network.sha256}`}
        sx={{ fontSize: "0.8125rem", color: "text.secondary", fontFamily: "monospace" }}
      >
        {weights(network.sha256.slice(0, SHOWN_DIGITS))}
      </Typography>
    </Box>
  );
}
